"""Mutation of the specification: is every point of every declaration asked for by some property?

Every declaration is changed in one small point (:mod:`twinsite.checker.mutation.mutants`), and
every mutant is held against all properties.  A mutant that allows the same traces is told apart by
comparing, never by opinion; one that behaves otherwise and breaks no property survives, and shows
what no property asks for.
"""
