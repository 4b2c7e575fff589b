"""A linter of charts: it decides over the reachable situations of systems, not by syntax.

Reading order: :mod:`.finding` (what can be found), :mod:`.evidence` (what is kept of one system),
:mod:`.survey` (one search that gathers it: :mod:`.look` shows guards and properties what can
happen, :mod:`.apart` parts the states, :mod:`.order` swaps the machines), :mod:`.judgement` (the
findings over all systems, from :mod:`.guards` and :mod:`.dead`).
"""
