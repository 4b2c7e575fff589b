"""Mutation of the specification: is every point of every declaration asked for by some rule?

Every declaration is changed in one small point (:mod:`twinsite.checker.mutation.mutants`), and
every mutant is held against all rules.  A mutant that allows the same runs is told apart by
comparing, never by opinion; one that behaves otherwise and breaks no rule survives, and shows what
no rule asks for.
"""
