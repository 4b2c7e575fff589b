"""Semantics and checker of communicating flat state machines; no word of telephony.

Reading order:

- the semantics: :mod:`.semantics.chart` (how a machine is written), :mod:`.semantics.declaration`
  (what is read out of it), :mod:`.semantics.system` (machines side by side and one step);
- every interleaving: :mod:`.symbolic.property` (what can be claimed), :mod:`.symbolic.variables`
  (sets of joint states as decision diagrams), :mod:`.symbolic.order`, :mod:`.symbolic.assignments`
  (steps of whole sets), :mod:`.symbolic.reachable` (the fixpoint), :mod:`.symbolic.predicates` and
  :mod:`.symbolic.evaluation` (where properties are decided), :mod:`.symbolic.traces`,
  :mod:`.symbolic.explore` and :mod:`.symbolic.result`;
- infinite traces: :mod:`.liveness.fairness`, :mod:`.liveness.region` (where a promise is open),
  :mod:`.liveness.fair_states` (the fixpoint), :mod:`.liveness.loops` and :mod:`.liveness.lasso`,
  :mod:`.liveness.decide`;
- two systems at once: :mod:`.comparison`;
- distrust: :mod:`.mutation` (mutants, and whether they differ), :mod:`.lint` (charts, judged over
  their reachable situations).
"""
