"""The endpoint's binding at the registrar of one site (REG-01 to REG-08, RFC 3261, 10.2)."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.commands import Register, Unregister
from twinsite_desktop.settings import Lengths
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside


class Binding(Enum):
    """How far the registration is."""

    REGISTERING = auto()
    """There is no binding; a REGISTER awaits its final response."""
    REGISTERED = auto()
    """There is a binding."""
    REFRESHING = auto()
    """There is a binding; the REGISTER that refreshes it awaits its final response."""
    WAITING = auto()
    """There is no binding; the next attempt comes after reg_interval."""


_DEADLINES = (Due.REGISTER_TIMEOUT, Due.REFRESH, Due.EXPIRY, Due.NEXT_ATTEMPT)


@dataclass(slots=True)
class Registration:
    """Is there a binding at this site's registrar?

    Each method returns whether a binding has come or gone.
    """

    site: Site
    """Where the registrar is: ``proxy0`` is at the preferred site, ``proxy1`` at the peer."""
    binding: Binding = Binding.REGISTERING
    """How far the registration is."""

    @property
    def is_live(self) -> bool:
        """REG-01: whether there is a binding."""
        return self.binding in (Binding.REGISTERED, Binding.REFRESHING)

    @property
    def awaits_answer(self) -> bool:
        """Whether a REGISTER awaits its final response; any other response is late (REG-05)."""
        return self.binding in (Binding.REGISTERING, Binding.REFRESHING)

    def _enter(self, out: Outside, binding: Binding, **starts: float) -> bool:
        """Change the state: its deadlines start, those of the state before end."""
        was_live = self.is_live
        self.binding = binding
        out.stop(*(Deadline(due, self.site) for due in _DEADLINES))
        for name, length in starts.items():
            out.start(Deadline(Due[name], self.site), length)
        return self.is_live is not was_live

    def _await_answer(self, out: Outside, lengths: Lengths) -> bool:
        return self._enter(out, Binding.REGISTERING, REGISTER_TIMEOUT=lengths.register_timeout)

    def _wait(self, out: Outside, lengths: Lengths) -> bool:
        """REG-02, REG-03, REG-07: whatever has failed, the next attempt is after reg_interval."""
        return self._enter(out, Binding.WAITING, NEXT_ATTEMPT=lengths.next_attempt)

    def begin(self, out: Outside, lengths: Lengths) -> None:
        """REG-10, REG-07: send REGISTER, for the first time or again."""
        out.do(Register(self.site))
        self._await_answer(out, lengths)

    def accepted(self, out: Outside, lengths: Lengths) -> bool:
        """REG-01, REG-04: 200 OK; the binding is refreshed after reg_timeout."""
        if not self.awaits_answer:
            return False
        return self._enter(out, Binding.REGISTERED, REFRESH=lengths.reg_timeout)

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """REG-02: refused for good, or, by REG-03, no final response before Timer F."""
        if not self.awaits_answer:
            return False
        return self._wait(out, lengths)

    def refresh(self, out: Outside, lengths: Lengths) -> bool:
        """REG-04: refresh the binding before it ends."""
        out.do(Register(self.site))
        return self._enter(
            out,
            Binding.REFRESHING,
            REGISTER_TIMEOUT=lengths.register_timeout,
            EXPIRY=lengths.refresh_margin,
        )

    def expired(self) -> bool:
        """REG-06, REG-03: the binding has ended; its REGISTER still awaits the answer."""
        self.binding = Binding.REGISTERING
        return True

    def interval_too_brief(self, out: Outside, lengths: Lengths) -> None:
        """REG-14: 423; the same is asked for again at once, with a longer lifetime."""
        if self.awaits_answer:
            out.do(Register(self.site))
            out.start(Deadline(Due.REGISTER_TIMEOUT, self.site), lengths.register_timeout)

    def flow_failed(self, out: Outside, lengths: Lengths) -> bool:
        """REG-08, REG-15: the binding is lost with its flow or its address, and renewed at once.

        A REGISTER that was under way is lost as well, so another one is sent.
        """
        if not self.is_live:
            return False
        out.do(Register(self.site))
        return self._await_answer(out, lengths)

    def unregister(self, out: Outside, lengths: Lengths) -> bool:
        """REG-09 under A46=unregistered: the binding of the site that is left is removed."""
        if not self.is_live:
            return False
        out.do(Unregister(self.site))
        return self._wait(out, lengths)

    def copy(self) -> "Registration":
        """Return a copy."""
        return replace(self)
