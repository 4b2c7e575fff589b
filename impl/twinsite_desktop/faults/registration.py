"""Faults of a registration: its answers, its refresh, its next attempt (RFC 3261, 10.2)."""

from twinsite_desktop.faults.fault import fault
from twinsite_desktop.registration import Binding, Registration
from twinsite_desktop.settings import Lengths
from twinsite_desktop.timers import Deadline, Due, Outside

_SMALL = "no-bc/endpoint"


class RegisteredWhenSent(Registration):
    """A phone counts as registered as soon as its REGISTER is sent."""

    @property
    def is_live(self) -> bool:
        """Do not wait for the answer."""
        return self.binding is not Binding.WAITING


class RegisterRepeatedAtOnce(Registration):
    """A REGISTER that has failed is sent again at once, also when Timer F has fired."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Begin again."""
        was_live = self.is_live
        if self.awaits_answer:
            self.begin(out, lengths)
        return was_live is not self.is_live


class NoNextAttempt(Registration):
    """A refused REGISTER is not tried again."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Wait without an end."""
        changed = super().refused(out, lengths)
        out.stop(Deadline(Due.NEXT_ATTEMPT, self.site))
        return changed


class LateAnswerTaken(Registration):
    """A 200 OK is taken although its transaction has ended."""

    def accepted(self, out: Outside, lengths: Lengths) -> bool:
        """Believe every answer."""
        return self._enter(out, Binding.REGISTERED, REFRESH=lengths.reg_timeout)


class LateRefusalTaken(Registration):
    """A refusal is taken although its transaction has ended, and costs a live binding."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Believe every answer."""
        return self._wait(out, lengths)


class RefreshNeverSent(Registration):
    """The binding is never refreshed."""

    def accepted(self, out: Outside, lengths: Lengths) -> bool:
        """Arm nothing."""
        changed = super().accepted(out, lengths)
        out.stop(Deadline(Due.REFRESH, self.site))
        return changed


class ExpiryForgotten(Registration):
    """A binding whose refresh is not answered counts as live after it has expired."""

    def refresh(self, out: Outside, lengths: Lengths) -> bool:
        """Arm no expiry."""
        changed = super().refresh(out, lengths)
        out.stop(Deadline(Due.EXPIRY, self.site))
        return changed


class RefreshCostsTheBinding(Registration):
    """The binding counts as lost as soon as its refresh is sent."""

    def refresh(self, out: Outside, lengths: Lengths) -> bool:
        """Register anew."""
        self.begin(out, lengths)
        return True


class FlowFailureUnnoticed(Registration):
    """A failed flow is noticed with the next refresh only."""

    def flow_failed(self, out: Outside, lengths: Lengths) -> bool:
        """Do nothing."""
        return False


class FlowFailureWaits(Registration):
    """A failed flow is renewed after reg_interval, not at once."""

    def flow_failed(self, out: Outside, lengths: Lengths) -> bool:
        """Treat it like a refusal."""
        return self.is_live and self._wait(out, lengths)


class BriefIntervalIsARefusal(Registration):
    """423 is taken for a refusal, although a longer lifetime would be granted."""

    def interval_too_brief(self, out: Outside, lengths: Lengths) -> None:
        """Give up this attempt."""
        self.refused(out, lengths)


FAULTS = (
    fault(RegisteredWhenSent, "REG-01", _SMALL),
    fault(RegisterRepeatedAtOnce, "REG-03", _SMALL),
    fault(NoNextAttempt, "REG-02", _SMALL),
    fault(LateAnswerTaken, "REG-05", _SMALL),
    fault(LateRefusalTaken, "REG-05", _SMALL),
    fault(RefreshNeverSent, "REG-04", _SMALL),
    fault(ExpiryForgotten, "REG-06", _SMALL),
    fault(RefreshCostsTheBinding, "REG-04", _SMALL),
    fault(FlowFailureUnnoticed, "REG-08", _SMALL),
    fault(FlowFailureWaits, "REG-08", _SMALL),
    fault(BriefIntervalIsARefusal, "REG-14", _SMALL),
)
"""The faults of this module."""
