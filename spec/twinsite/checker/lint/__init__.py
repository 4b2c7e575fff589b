"""A linter of charts: it decides over the reachable situations of systems, not by syntax.

Reading order: :mod:`.finding` (what can be found), :mod:`.evidence` (what is kept of one system),
:mod:`.survey` (one search that gathers it: :mod:`.asking` looks at guards, :mod:`.rules` at
properties, :mod:`.watch` at predicates, :mod:`.order` at the order of machines, :mod:`.apart` at
states), :mod:`.judgement` (the findings over all systems, from :mod:`.guards` and :mod:`.dead`).
"""
