"""How well a fact is attested: the grades of evidence."""

from enum import StrEnum


class Evidence(StrEnum):
    """How a fact is known."""

    STATED = "S"
    """The guide states it."""
    DOCUMENTED = "D"
    """Other public documentation states it."""
    API = "C"
    """The published documentation of an API states it."""
    RFC = "K"
    """An RFC states it."""
    INFERRED = "I"
    """It follows from what is stated elsewhere."""
    UNVERIFIED = "R"
    """It is believed, and no readable text confirms it."""
