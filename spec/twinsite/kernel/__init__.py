"""Semantics and checker of communicating flat state machines; no word of telephony.

Reading order: :mod:`.chart` (how a machine is written), :mod:`.declaration` (what is read out of
it), :mod:`.system` (machines side by side and one step), :mod:`.property` (what can be claimed),
:mod:`.tables` and :mod:`.reaction` (the same for arrays of states), :mod:`.tree`, :mod:`.judge`
and :mod:`.explore` (every interleaving), :mod:`.live` (the same semantics, run by
python-statemachine itself).
"""
