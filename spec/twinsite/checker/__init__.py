"""Semantics and checker of communicating flat state machines; no word of telephony.

Reading order:

- the semantics: :mod:`.chart` (how a machine is written), :mod:`.declaration` (what is read out of
  it), :mod:`.system` (machines side by side and one step), :mod:`.live` (the same, run by
  python-statemachine itself);
- every interleaving: :mod:`.property` (what can be claimed); :mod:`.tables`, :mod:`.reaction` and
  :mod:`.stepper` (steps of whole arrays of states); :mod:`.block`, :mod:`.words` and
  :mod:`.key_index` (64 joint states in a machine word); :mod:`.steps`, :mod:`.relation`,
  :mod:`.levels`, :mod:`.judge`, :mod:`.explore` and :mod:`.exploration` (the search, and what it
  tells);
- infinite traces: :mod:`.fairness`, :mod:`.step_graph`, :mod:`.nodes`, :mod:`.fair_cycles`,
  :mod:`.region`, :mod:`.search`, :mod:`.fair_loop`, :mod:`.lasso`, :mod:`.liveness`;
- two systems at once: :mod:`.product`, :mod:`.tree`, :mod:`.pair_set`, :mod:`.likeness`,
  :mod:`.occurrences`;
- distrust: :mod:`.mutate` and :mod:`.asked` (mutants, and whether they differ),
  :mod:`.lint` (charts, judged over their reachable situations).
"""
