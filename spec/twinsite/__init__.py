"""The reference behaviour of an agent desktop that lives on two sites.

Start at :mod:`twinsite.model.composition` for the machines, :mod:`twinsite.properties` for what
must hold, :mod:`twinsite.checker` for the semantics and the checker.
"""

__version__ = "0.1.0"
