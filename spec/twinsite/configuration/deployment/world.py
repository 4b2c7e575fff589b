"""What a deployment assumes of the world: how long what is no option takes.

Source: ADDP; ADDPLCA (a loss is noticed within twice the timeout); RFC 3261, 17.1.2.2 (Timer F).
None of the defaults is documented for the desktop; they are told wherever a bound rests on them.
"""

from typing import Annotated, Final

from pydantic import PlainValidator

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.configuration.deployment.findings import refuse_this
from twinsite.configuration.deployment.tables import Table

LONGEST: Final = 3600
"""The longest time that can be assumed, in seconds."""


def _read(given: object) -> float:
    """Read a time in seconds."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= LONGEST:
        refuse_this("this is no time in seconds", f"Write a number from 0 to {LONGEST}.")
    return given


Seconds = Annotated[float, PlainValidator(_read)]
"""A time in seconds; thousandths count."""


MEANINGS: Final = INTERPRETATIONS["A75"].choice_names
"""What reg_timeout can be (A75)."""


def _read_meaning(given: object) -> str:
    """Read what reg_timeout is."""
    if given not in MEANINGS:
        choices = " or ".join(f'"{name}"' for name in MEANINGS)
        refuse_this("this is nothing that reg_timeout can be", f"Write {choices}.")
    return str(given)


class World(Table):
    """What is assumed of servers and networks."""

    addp_timeout: Seconds = 10
    """Timeout of ADDP on the links of the desktop; a loss is noticed within twice that time."""
    connection_attempt: Seconds = 5
    """An attempt to connect is accepted or has failed within this time."""
    server_answer: Seconds = 3
    """A server that is linked answers a request within this time."""
    registrar_answer: Seconds = 3
    """A registrar in service answers REGISTER within this time."""
    timer_f: Seconds = 32
    """REGISTER without a final response is given up after this time."""
    refresh_margin: Seconds = 40
    """A binding outlives the moment at which its refresh is due by this time."""
    reg_timeout_is: Annotated[str, PlainValidator(_read_meaning)] = MEANINGS[0]
    """What reg_timeout is (A75): the period of REGISTER, or the lifetime of a binding, which is
    refreshed at half of it whatever refresh_margin is."""

    @property
    def refreshes_at_half(self) -> bool:
        """A binding is refreshed at half of its lifetime (interpretation A75)."""
        return self.reg_timeout_is == "lifetime"
