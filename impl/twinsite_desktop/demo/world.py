"""The world of a scenario: servers and registrars that are up or down, and what they answer.

It is kinder than the real one: nothing is slow, refused or lost unless a step says so.
"""

from twinsite_desktop import commands as c
from twinsite_desktop import events as e
from twinsite_desktop.demo.agenda import Agenda, Answer, Topic
from twinsite_desktop.demo.scenario import SERVERS, Thing, Turn, WorldEvent
from twinsite_desktop.sites import Site

ANSWER_SECONDS = 0.1
"""After how long whatever is up answers."""
CONNECT_TIMEOUT_SECONDS = 3.0
"""After how long a connection attempt fails to which nobody answers."""

LINK, PROBE, REQUEST, REMINDER = map(Topic, ("link", "probe", "request", "reminder"))


def registering(site: Site) -> Topic:
    """Return the topic of answers to REGISTER at a site."""
    return Topic("register", site)


def topic_of(event: e.Event) -> Topic | None:
    """Return the topic that an event of a step settles, so that the world does not, too."""
    match event:
        case e.ConnectionAccepted() | e.ConnectionFailed():
            return LINK
        case e.ProbeAccepted() | e.ProbeFailed():
            return PROBE
        case e.RegisterAccepted(site=site) | e.RegisterRefused(site=site):
            return registering(site)
        case e.LogInAccepted() | e.LogInRefused() | e.ForcedLogout() | e.LoginUnknown():
            return REQUEST
        case e.AgentReady() | e.ReadyRefused() | e.AgentNotReady() | e.NotReadyRefused():
            return REQUEST
    return None


class World:
    """Both sites, as far as one desktop meets them."""

    def __init__(self, agenda: Agenda) -> None:
        """Begin with everything up."""
        self._agenda = agenda
        self._servers = {site: [True] * len(SERVERS) for site in Site}
        self._registrar = dict.fromkeys(Site, True)
        self._attempt: tuple[Site, int] | None = None
        self._link: tuple[Site, int] | None = None
        self._probing: int | None = None
        self._probe: int | None = None
        self._now = 0.0
        self._logins: set[Site] = set()
        self._forgotten: set[Site] = set()

    # What a step does.

    def change(self, event: WorldEvent) -> list[e.Event]:
        """Let something fail or return; return what the desktop notices at once."""
        up, site = event.turn is Turn.RETURNED, event.site
        if event.thing in (Thing.SITE, Thing.REGISTRAR):
            self._registrar[site] = up
        if event.thing is Thing.SITE:
            self._servers[site] = [up] * len(SERVERS)
        elif event.server is not None:
            self._servers[site][event.server] = up
        if not any(self._servers[site]) and site in self._logins:
            # what no server of the pair holds is gone (SES-09)
            self._logins.remove(site)
            self._forgotten.add(site)
        noticed: list[e.Event] = []
        if self._link is not None and not self._is_up(*self._link):
            noticed.append(e.ConnectionDropped())
        if self._probe is not None and not self._is_up(Site.PREFERRED, self._probe):
            noticed.append(e.ProbeDropped())
        return noticed

    def _is_up(self, site: Site, server: int) -> bool:
        return self._servers[site][server]

    # What the world tells the desktop.

    def told(self, event: e.Event, *, now: float) -> None:
        """Keep in step with an event that the desktop is told, by whomever.

        Args:
            event: The event.
            now: The time, in seconds.
        """
        self._now = now
        match event:
            case e.ConnectionAccepted() if self._attempt is not None:
                self._link, self._attempt = self._attempt, None
                if self._link[0] in self._forgotten:
                    self._answer(REMINDER, e.LoginUnknown())
            case e.ConnectionFailed():
                self._attempt = None
            case e.ConnectionDropped():
                self._close()
            case e.ProbeAccepted():
                self._probe, self._probing = self._probing, None
            case e.ProbeDropped() | e.ProbeFailed():
                self._probe = self._probing = None
            case e.LogInAccepted() if self._link is not None:
                self._logins.add(self._link[0])
            case e.ForcedLogout() | e.LoginUnknown() if self._link is not None:
                self._logins.discard(self._link[0])
                self._forgotten.discard(self._link[0])

    def still_true(self, event: e.Event) -> e.Event | None:
        """Return what becomes of an answer whose sender has failed while it was on its way."""
        match event:
            case e.ConnectionAccepted() if self._attempt and not self._is_up(*self._attempt):
                return e.ConnectionFailed()
            case e.ProbeAccepted() if self._probing is not None:
                up = self._is_up(Site.PREFERRED, self._probing)
                return event if up else e.ProbeFailed()
            case e.RegisterAccepted(site=site) if not self._registrar[site]:
                return None
        return event

    # What the desktop does.

    def do(self, command: c.Command, *, now: float) -> None:
        """Carry out a command of the desktop: note when which answer comes.

        Args:
            command: The command.
            now: The time, in seconds.
        """
        self._now = now
        match command:
            case c.Connect(site=site, server=server):
                self._connect(site, server)
            case c.CloseLink():
                self._close()
            case c.ConnectProbe():
                self._connect_probe()
            case c.CloseProbe():
                self._agenda.take_back(PROBE)
                self._probe = self._probing = None
            case c.LogIn(site=site):
                self._agenda.take_back(REMINDER)
                self._forgotten.discard(site)
                self._ask(site, e.LogInAccepted())
            case c.LogOut(site=site):
                self._logins.discard(site)
            case c.SetAgentReady():
                self._ask(None, e.AgentReady())
            case c.SetAgentNotReady():
                self._ask(None, e.AgentNotReady())
            case c.Register(site=site):
                self._agenda.take_back(registering(site))
                if self._registrar[site]:
                    self._answer(registering(site), e.RegisterAccepted(site))
            case c.Unregister(site=site):
                self._agenda.take_back(registering(site))

    def _answer(self, topic: Topic, event: e.Event, after: float = ANSWER_SECONDS) -> None:
        self._agenda.put(self._now + after, Answer(topic, event))

    def _connect(self, site: Site, server: int) -> None:
        self._agenda.take_back(LINK)
        self._attempt = site, server
        if self._is_up(site, server):
            self._answer(LINK, e.ConnectionAccepted())
        else:
            self._answer(LINK, e.ConnectionFailed(), CONNECT_TIMEOUT_SECONDS)

    def _close(self) -> None:
        """Nothing that was asked over the link is answered any more."""
        for topic in (LINK, REQUEST, REMINDER):
            self._agenda.take_back(topic)
        self._link = self._attempt = None

    def _connect_probe(self) -> None:
        """One pass: each server that is down costs a whole timeout."""
        self._agenda.take_back(PROBE)
        self._probe = self._probing = None
        waited = 0.0
        for server in range(len(SERVERS)):
            if self._is_up(Site.PREFERRED, server):
                self._probing = server
                self._answer(PROBE, e.ProbeAccepted(), waited + ANSWER_SECONDS)
                return
            waited += CONNECT_TIMEOUT_SECONDS
        self._answer(PROBE, e.ProbeFailed(), waited)

    def _ask(self, site: Site | None, answer: e.Event) -> None:
        """Answer over the link, if there is one to the site that is asked."""
        if self._link is not None and site in (None, self._link[0]):
            self._answer(REQUEST, answer)
