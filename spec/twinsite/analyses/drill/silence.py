"""A world whose failures are silent, computed from the declarations.

The step of the specification tells a failure at the moment at which it is noticed.  Here a server
that fails tells nobody: the loss is noticed later, when its link drops.  A registrar fails and
returns by itself, and a REGISTER that is sent to one that does not answer is lost.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Final

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Signal, Stimulus
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.system import Instance, System
from twinsite.model.composition import COMMANDS, SIGNALS_TO_SIP_SERVER, WORLD, desktop
from twinsite.model.predicates import MACHINES, Facts, Site
from twinsite.model.profile import Phone, Profile


class Registrar(Chart):
    """Does the registrar of this site answer?"""

    answering = State(initial=True)  # it answers REGISTER
    silent = State()  # it answers nothing

    registrar_failed = Stimulus(
        answering.to(silent), by="registrar", name="REG-03 the registrar falls silent"
    )
    registrar_returned = Stimulus(
        silent.to(answering), by="registrar", name="REG-01 the registrar answers again"
    )


class Request(Chart):
    """Has the registrar heard the latest REGISTER?"""

    heard = State(initial=True)  # it has
    lost = State()  # it was silent when the REGISTER was sent

    request_sent = Signal(
        heard.to(lost, cond="not registrar_answers") | lost.to(heard, cond="registrar_answers"),
        name="REG-03 a REGISTER is sent",
    )


def registrar(site: Site) -> str:
    """Return the name of the machine of the registrar of a site."""
    return f"registrar_{site}"


def request(site: Site) -> str:
    """Return the name of the machine of the latest REGISTER to a site."""
    return f"request_{site}"


_REGISTRAR: Final = declare(Registrar)
_REQUEST: Final = declare(Request)
_STATES: Final = {
    **{registrar(site): _REGISTRAR.states for site in Site},
    **{request(site): _REQUEST.states for site in Site},
}


class SilentFacts(Facts):
    """The facts of a world whose failures are silent."""

    def __init__(
        self, read: Callable[[str], str | None], profile: Profile, served_site: Site | None = None
    ) -> None:
        """Look at a joint state.

        Args:
            read: Gives the state of a machine by name.
            profile: The constants of the session.
            served_site: The site that the asking machine serves, for machines of one site.
        """
        super().__init__(read, profile, served_site)
        self._states = {**self._states, **_STATES}

    @property
    def registrar_answers(self) -> bool:
        """The registrar of the site that the asking machine serves answers."""
        assert self.served_site is not None
        return self.is_in(registrar(self.served_site), "answering")


@cache
def _machines() -> dict[str, MachineDecl]:
    """Return the declarations in which no failure is told."""
    return {
        name: replace(
            machine,
            transitions=tuple(
                replace(t, effects=tuple(e for e in t.effects if e != "server_failed"))
                for t in machine.transitions
            ),
        )
        if name in WORLD
        else machine
        for name, machine in MACHINES.items()
    }


def _telling(registration: MachineDecl, site: Site) -> MachineDecl:
    """Return the declaration of a registration that tells every REGISTER that it sends."""
    return replace(
        registration,
        transitions=tuple(
            replace(t, effects=(*t.effects, f"request_sent_{site}"))
            if "register" in t.effects
            else t
            for t in registration.transitions
        ),
    )


def silent_desktop(profile: Profile) -> System[Facts]:
    """Compose a part of the desktop with a world whose failures are silent.

    Args:
        profile: The constants of the session.
    """
    spoken = desktop(profile, _machines())
    if profile.phone is not Phone.WORKSPACE_ENDPOINT:
        return spoken
    instances = list(spoken.instances)
    for site in Site:
        if (number := spoken.index.get(f"registration_{site}")) is not None:
            registers = instances[number]
            instances[number] = replace(registers, machine=_telling(registers.machine, site))
            instances.append(Instance(registrar(site), _REGISTRAR, site))
            instances.append(Instance(request(site), _heard_of(site), site))
    view = partial(_facts, profile=profile)
    return System(
        profile.name,
        instances,
        view=view,
        commands=frozenset(COMMANDS),
        elsewhere=SIGNALS_TO_SIP_SERVER,
    )


def _heard_of(site: Site) -> MachineDecl:
    """Return the declaration of the latest REGISTER to a site, which hears of no other."""
    signal = f"request_sent_{site}"
    return replace(
        _REQUEST,
        events=tuple(replace(event, id=signal) for event in _REQUEST.events),
        transitions=tuple(replace(t, event=signal) for t in _REQUEST.transitions),
    )


def _facts(read: Callable[[str], str | None], parameter: str, *, profile: Profile) -> Facts:
    served = next((site for site in Site if site in parameter.split()), None)
    return SilentFacts(read, profile, served)
