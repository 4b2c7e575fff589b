"""The exit statuses of the command: all of them, and what they mean for each command."""

from collections.abc import Mapping
from enum import IntEnum


class Status(IntEnum):
    """What the command exits with."""

    PROVED = 0
    REFUTED = 1
    BAD_INPUT = 2
    UNDETERMINED = 3
    BROKEN_DOWN = 70
    HUNG_UP = 129
    INTERRUPTED = 130
    UNREAD = 141
    TERMINATED = 143


MEANINGS: Mapping[Status, str] = {
    Status.PROVED: "decided, and good; or what was asked for is done",
    Status.REFUTED: "decided, and not good: something is refuted or found",
    Status.BAD_INPUT: "the input or the usage is wrong",
    Status.UNDETERMINED: "not decided",
    Status.BROKEN_DOWN: "broken down, so no verdict: no memory or space, a lost process, a fault",
    Status.HUNG_UP: "interrupted: the terminal was closed (SIGHUP)",
    Status.INTERRUPTED: "interrupted by Ctrl-C (SIGINT)",
    Status.UNREAD: "nobody reads the output any longer (SIGPIPE)",
    Status.TERMINATED: "interrupted by SIGTERM",
}
"""What each says, as a clause; README has the same table."""

OF_COMMANDS: Mapping[str, Mapping[Status, str]] = {
    "check": {
        Status.REFUTED: "a property is refuted, a signal is unhandled, or a state or transition is"
        " never used and no reason is recorded, or the linter finds an error in the deployment",
        Status.UNDETERMINED: "nothing is refuted, but a search was cut short, or a property that"
        " was asked for applies to no profile",
    },
    "init": {},
    "drill": {Status.UNDETERMINED: "a search has grown too large"},
    "load": {Status.UNDETERMINED: "a search has grown too large"},
    "lint": {Status.REFUTED: "there are errors or warnings"},
    "whole": {
        Status.REFUTED: "a property is refuted, or a signal is unhandled",
        Status.UNDETERMINED: "nothing is refuted, but the search was cut short",
    },
    "conform": {
        Status.REFUTED: "the client diverges, crashes or does not answer",
        Status.UNDETERMINED: "nothing was tested, or the time was over",
    },
    "test-suite": {},
    "protocol": {},
    "equivalence": {
        Status.REFUTED: "the client and the specification differ, or the client breaks down",
        Status.UNDETERMINED: "nothing was compared, or the time was over",
    },
    "compare": {Status.UNDETERMINED: "the search was cut short"},
    "replay": {Status.REFUTED: "the trace still breaks its property"},
    "page": {},
    "diagram": {},
    "export promela": {
        Status.REFUTED: "with --check, Spin finds something else, or a property is refuted",
        Status.UNDETERMINED: "with --check, Spin's search was cut short",
    },
    "export tables": {},
    "export c": {},
    "export scxml": {},
    "export xstate": {},
    "export reqif": {},
    "requirements": {},
    "interpretations": {},
    "options": {},
    "properties": {},
    "fairness": {},
    "hazards": {Status.REFUTED: "a hazard is not as it is said to be"},
    "traceability": {Status.REFUTED: "there is a gap"},
    "coverage": {Status.REFUTED: "there is a gap"},
    "lint-spec": {Status.REFUTED: "a flaw is found, or an accepted one is found no longer"},
    "baseline": {
        Status.REFUTED: "something is out of date, a profile is not proved, a variant does not"
        " break what it stands for, a mutant survives without a waiver, or something is not covered"
    },
    "mutate": {Status.REFUTED: "a mutant survives, and no reason is recorded"},
    "witness": {},
}
"""When a command exits with 1 and with 3.

Every command exits with 0 otherwise, and with any of the others.
"""


def epilogue(command: str) -> str:
    """Return the last line of a command's help."""
    said = ", ".join(f"with {int(s)} if {when}" for s, when in OF_COMMANDS[command].items())
    return f"Exits with status {said.removeprefix('with ')}." if said else ""


def table() -> str:
    """Return all statuses as lines for the end of the help."""
    return "\n".join(f"- {int(status)}: {meaning}" for status, meaning in MEANINGS.items())
