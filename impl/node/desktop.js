'use strict';

/*
 * A two-site desktop, as plain state and one function per event.
 *
 * How it works: an event or a timer changes what is known (the link, the agent, the phone, the
 * call), and then settle() looks at all of it and does what is due: move to the other site, or
 * restore the agent state.  So no handler has to remember what else its change may set off.
 *
 * Ids such as SITE-03 are those of the requirements of the specification.  Where the guide leaves
 * a choice, this desktop has the recommended reading, and no other.
 */

const OTHER = { preferred: 'peer', peer: 'preferred', primary: 'backup', backup: 'primary' };

/* Releases that changed the behaviour. */
const RESTORATION_WAITS_SINCE = [8, 5, 105, 12]; // REST-02
const STAT_AND_CONFIG_SINCE = [8, 5, 106, 19]; // CLUS-07

/* Agents in these states are logged in; in the last two a request is open at SIP Server. */
const LOGGED_IN = ['not_ready', 'ready', 'readying', 'unreadying'];

/* What others see of the agent: the state that SIP Server confirmed last (SES-07). */
const CONFIRMED = {
  logged_out: 'logged_out',
  forced_out: 'logged_out', // by SIP Server, against the agent's will (SES-08)
  awaiting_link: 'logging_in',
  logging_in: 'logging_in',
  not_ready: 'not_ready',
  readying: 'not_ready',
  ready: 'ready',
  unreadying: 'ready',
};

function atLeast(release, since) {
  const first = since.findIndex((number, place) => release[place] !== number);
  return first < 0 || release[first] > since[first];
}

// ------------------------------------------------------------------------------------ time

/*
 * Time is virtual: it passes by advance() only.  It is counted in whole microseconds, as seconds
 * that come as fractions (0.1 + 0.2) would add up to moments just beside the one that is meant.
 */

const PER_SECOND = 1e6;

/* More timers than this at one and the same moment will not come to an end, as with a switchover
 * timeout of 0 while there is no link at either site. */
const MOST_AT_ONE_MOMENT = 1000;

/** Returns seconds in the units of Timers. */
function fromSeconds(seconds) {
  return Math.round(seconds * PER_SECOND);
}

/** Timers by name. */
class Timers {
  #now = 0;
  #running = new Map(); // in the order in which they were started, which settles ties

  /** Lets a timer run from now on, whether or not it runs already. */
  start(name, length, action) {
    this.#running.delete(name);
    this.#running.set(name, { name, at: this.#now + length, action });
  }

  stop(name) {
    this.#running.delete(name);
  }

  runs(name) {
    return this.#running.has(name);
  }

  /** Lets time pass; `afterEach` is called after each timer that falls due on the way. */
  advance(length, afterEach) {
    const end = this.#now + length;
    let atOnce = 0;
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) {
      atOnce = next.at === this.#now ? atOnce + 1 : 0;
      if (atOnce > MOST_AT_ONE_MOMENT) throw new Error(`no end of timers, the last: ${next.name}`);
      this.#now = next.at;
      this.#running.delete(next.name);
      next.action();
      afterEach();
    }
    this.#now = end;
  }

  #next() {
    let first = null;
    for (const timer of this.#running.values()) {
      if (first === null || timer.at < first.at) first = timer;
    }
    return first;
  }
}

// ------------------------------------------------------------------------------- the session

/**
 * Starts a session: the first attempt at the preferred site begins, and the phone is registered.
 *
 * @param profile part, businessContinuity, autoRestore, restoreAgentState, autoReady, phone, and
 *   the release as an array of four numbers
 * @param lengths switchover, phoneWait, reconnection, retry, regTimeout, refreshMargin, timerF:
 *   in the units of Timers
 */
function createDesktop(profile, lengths) {
  const voice = profile.part === 'voice';
  const hasPeer =
    profile.businessContinuity && (voice || atLeast(profile.release, STAT_AND_CONFIG_SINCE));
  const desktop = {
    // What never changes in a session (BC-11).  Stat and Configuration have no agent and no phone,
    // so for them all that is about these is switched off here and needs no "if" further down.
    voice,
    hasPeer, // BC-02
    returns: voice && hasPeer && profile.autoRestore,
    restores: voice && hasPeer && profile.restoreAgentState,
    windowsDelayRestoration: atLeast(profile.release, RESTORATION_WAITS_SINCE),
    autoReady: voice && profile.autoReady,
    phoneKind: voice ? profile.phone : 'none',
    lengths,

    // What goes out.
    commands: [],
    timers: new Timers(),

    // What changes.
    here: 'preferred',
    link: { phase: 'waiting', server: 'primary', untried: [] }, // or trying, open, pausing
    probe: 'off', // or trying, waiting, reached
    agent: 'logged_out', // or any other key of CONFIRMED
    lastSeen: null, // the agent state to restore, as long as that is not over (REST-12)
    call: 'none', // or live, uncontrolled
    windowsOpen: false,
    bindings: {}, // of the endpoint, by site: registering, registered, refreshing, waiting
    dnInService: true, // the hard phone (PHONE-05)
    phoneOverdue: false, // lost here for the whole wait (PHONE-02)
  };
  startSwitchoverTimeout(desktop); // SITE-07
  tryServers(desktop, ['primary', 'backup']);
  if (desktop.phoneKind === 'workspace_endpoint') {
    for (const site of hasPeer ? ['preferred', 'peer'] : ['preferred']) {
      sendRegister(desktop, site); // REG-10
    }
  }
  settle(desktop);
  return desktop;
}

function give(desktop, command, details = {}) {
  desktop.commands.push({ command, ...details });
}

// ------------------------------------------------------------------------------------ the link

function linkIsOpen(desktop) {
  return desktop.link.phase === 'open';
}

/** LINK-02: begins a pass, each server once. */
function tryServers(desktop, [server, ...untried]) {
  desktop.link = { phase: 'trying', server, untried };
  give(desktop, 'connect', { site: desktop.here, server });
}

function startSwitchoverTimeout(desktop) {
  if (desktop.hasPeer) {
    desktop.timers.start('switchover', desktop.lengths.switchover, () => moveToOtherSite(desktop));
  }
}

function attemptFailed(desktop) {
  const { link, timers, lengths } = desktop;
  if (link.untried.length > 0) {
    tryServers(desktop, link.untried);
    return;
  }
  link.phase = 'waiting'; // LINK-05
  timers.start('link', lengths.retry, () => tryServers(desktop, ['primary', 'backup']));
}

function linkOpened(desktop) {
  desktop.link.phase = 'open';
  desktop.timers.stop('switchover'); // SITE-02
  if (desktop.call === 'uncontrolled') desktop.call = 'live'; // WORLD-06
  if (desktop.agent === 'awaiting_link') askForLogin(desktop); // SES-11
}

function linkLost(desktop) {
  const { link, timers, lengths } = desktop;
  link.phase = 'pausing';
  const first = link.server; // LINK-02: the pass begins with the server of the lost link
  timers.start('link', lengths.reconnection, () => tryServers(desktop, [first, OTHER[first]]));
  startSwitchoverTimeout(desktop); // SITE-01
  // SES-12: what was not answered is void.  The login itself outlasts the loss (SES-14), and a
  // restoration that was asked for is pending again, as lastSeen is still there (REST-08).
  const without = { logging_in: 'awaiting_link', readying: 'not_ready', unreadying: 'ready' };
  desktop.agent = without[desktop.agent] ?? desktop.agent;
  if (desktop.call === 'live') desktop.call = 'uncontrolled'; // WORLD-06
}

// ----------------------------------------------------------------------------------- the moves

/** The one way to move, whatever the cause (SITE-06). */
function moveToOtherSite(desktop) {
  const { timers, link, here: old } = desktop;
  leaveAgentBehind(desktop); // SES-16: logs out while there still is a link
  if (link.phase === 'open' || link.phase === 'trying') {
    give(desktop, 'close_link', { site: old }); // LINK-06
  }
  timers.stop('link');

  desktop.here = OTHER[old];
  startSwitchoverTimeout(desktop); // SITE-08: the same rule holds at the peer site
  tryServers(desktop, ['primary', 'backup']);
  desktop.call = 'none'; // it stays at the old site (WORLD-06); its windows stay here (INT-04)

  // The phone there is watched with a whole wait (PHONE-07).  Bindings are left alone (REG-09);
  // of a hard phone nothing is known yet, so it counts as registered (PHONE-06).
  timers.stop('phone wait');
  desktop.phoneOverdue = false;
  desktop.dnInService = true;

  if (desktop.here === 'peer') {
    if (desktop.returns) startProbe(desktop); // RET-04
  } else {
    stopProbe(desktop);
  }
}

/** SES-13: the agent is to be logged in at the other site, if wanted in at all (REST-13). */
function leaveAgentBehind(desktop) {
  if (desktop.agent === 'logged_out') return;
  askForLogout(desktop);
  loginLost(desktop);
  desktop.agent = 'awaiting_link';
}

/** RET-01 to RET-05. */
function returnIsDue(desktop) {
  return (
    desktop.here === 'peer' &&
    desktop.probe === 'reached' &&
    phoneIsRegistered(desktop, 'preferred') &&
    desktop.call === 'none'
  );
}

/** PHONE-03, PHONE-04, PHONE-08. */
function phoneMoveIsDue(desktop) {
  return (
    desktop.hasPeer &&
    desktop.phoneOverdue &&
    phoneIsRegistered(desktop, OTHER[desktop.here]) &&
    desktop.call === 'none'
  );
}

/** REST-02; it needs an open link and no open request, which not_ready implies. */
function restorationIsDue(desktop) {
  const heldBack = desktop.windowsOpen && desktop.windowsDelayRestoration;
  return (
    desktop.lastSeen !== null && desktop.agent === 'not_ready' && linkIsOpen(desktop) && !heldBack
  );
}

/** Does whatever is due now; called after every event and every timer. */
function settle(desktop) {
  watchPhone(desktop);
  if (returnIsDue(desktop) || phoneMoveIsDue(desktop)) {
    moveToOtherSite(desktop); // RET-07
    watchPhone(desktop);
  }
  if (restorationIsDue(desktop)) restore(desktop);
}

// ------------------------------------------------------------------ the probe of the preferred

function startProbe(desktop) {
  desktop.probe = 'trying';
  give(desktop, 'connect_probe');
}

function stopProbe(desktop) {
  if (desktop.probe === 'trying' || desktop.probe === 'reached') give(desktop, 'close_probe');
  desktop.probe = 'off';
  desktop.timers.stop('probe');
}

// ----------------------------------------------------------------------------------- the phone

function phoneIsRegistered(desktop, site) {
  switch (desktop.phoneKind) {
    case 'workspace_endpoint':
      return ['registered', 'refreshing'].includes(desktop.bindings[site]); // REG-01
    case 'hard_phone':
      return site !== desktop.here || desktop.dnInService; // PHONE-05, PHONE-06
    default:
      return true; // REG-11
  }
}

/** PHONE-01: the wait runs exactly while the phone is lost here, and once. */
function watchPhone(desktop) {
  const { timers, lengths } = desktop;
  if (!desktop.hasPeer) return; // there is nowhere to go for the phone
  if (phoneIsRegistered(desktop, desktop.here)) {
    timers.stop('phone wait');
    desktop.phoneOverdue = false;
  } else if (!desktop.phoneOverdue && !timers.runs('phone wait')) {
    timers.start('phone wait', lengths.phoneWait, () => {
      desktop.phoneOverdue = true; // PHONE-02; settle() sees to the rest
    });
  }
}

/** A binding changes; with its old state go the timers of that state. */
function setBinding(desktop, site, state) {
  desktop.bindings[site] = state;
  for (const name of ['register', 'expiry']) desktop.timers.stop(`${name} ${site}`);
}

/** Whether the answer to a REGISTER is awaited; any other answer is late (REG-05). */
function awaitsAnswer(desktop, site) {
  return ['registering', 'refreshing'].includes(desktop.bindings[site]);
}

/** Asks the registrar; the answer is awaited until Timer F fires (REG-03). */
function askRegistrar(desktop, site) {
  give(desktop, 'register', { site });
  desktop.timers.start(`register ${site}`, desktop.lengths.timerF, () => giveUp(desktop, site));
}

/** There is no binding, and a REGISTER is sent for one. */
function sendRegister(desktop, site) {
  setBinding(desktop, site, 'registering');
  askRegistrar(desktop, site);
}

/** REG-02, REG-03, REG-07: whatever has failed, the next attempt is after reg_interval. */
function giveUp(desktop, site) {
  setBinding(desktop, site, 'waiting');
  const again = () => sendRegister(desktop, site);
  desktop.timers.start(`register ${site}`, desktop.lengths.regInterval, again);
}

/** REG-04: the binding stays while it is refreshed, but not beyond its own end (REG-06). */
function refresh(desktop, site) {
  const { timers, lengths } = desktop;
  setBinding(desktop, site, 'refreshing');
  askRegistrar(desktop, site);
  timers.start(`expiry ${site}`, lengths.refreshMargin, () => {
    desktop.bindings[site] = 'registering'; // Timer F of its REGISTER runs on (REG-03)
  });
}

// ----------------------------------------------------------------------------------- the agent

function isLoggedIn(desktop) {
  return LOGGED_IN.includes(desktop.agent);
}

function askForLogin(desktop) {
  desktop.agent = 'logging_in';
  give(desktop, 'log_in', { site: desktop.here });
}

/** Logs out where there is, or may soon be, a login and a link to say so. */
function askForLogout(desktop) {
  if (linkIsOpen(desktop) && (isLoggedIn(desktop) || desktop.agent === 'logging_in')) {
    give(desktop, 'log_out', { site: desktop.here });
  }
}

/** REST-01, REST-04: the agent state before the *first* loss of the login is kept. */
function loginLost(desktop) {
  if (desktop.restores && isLoggedIn(desktop)) desktop.lastSeen ??= CONFIRMED[desktop.agent];
}

/** REST-09: what the agent does by hand counts for more than what was seen before. */
function endRestoration(desktop) {
  desktop.lastSeen = null;
}

/** REST-03: asks for the last seen agent state. */
function restore(desktop) {
  if (desktop.lastSeen === 'ready') {
    desktop.agent = 'readying'; // lastSeen stays until the answer is here (REST-05, REST-08)
    give(desktop, 'set_agent_ready');
  } else {
    give(desktop, 'set_agent_not_ready'); // tells the reason; the agent is NotReady already
    endRestoration(desktop);
  }
}

// ---------------------------------------------------------------------------------- the events

/*
 * An event that does not fit the present state, such as a late or a doubled answer, changes
 * nothing (REG-05, SES-10): hence the condition at the head of nearly every handler.
 */

const LINK_EVENTS = {
  connection_accepted(desktop) {
    if (desktop.link.phase === 'trying') linkOpened(desktop); // LINK-01
  },
  connection_failed(desktop) {
    if (desktop.link.phase === 'trying') attemptFailed(desktop);
  },
  connection_dropped(desktop) {
    if (linkIsOpen(desktop)) linkLost(desktop); // LINK-03
  },
  companion_switched_over() {
    // BC-12: every connection decides for itself.
  },
};

const VOICE_EVENTS = {
  ...LINK_EVENTS,

  // The probe of the preferred pair.
  probe_accepted(desktop) {
    if (desktop.probe === 'trying') desktop.probe = 'reached'; // RET-01
  },
  probe_failed(desktop) {
    if (desktop.probe !== 'trying') return;
    desktop.probe = 'waiting';
    desktop.timers.start('probe', desktop.lengths.retry, () => startProbe(desktop));
  },
  probe_dropped(desktop) {
    if (desktop.probe === 'reached') startProbe(desktop);
  },

  // The hard phone, told by SIP Server and so over the link (WORLD-07).
  dn_out_of_service(desktop) {
    if (linkIsOpen(desktop)) desktop.dnInService = false;
  },
  dn_back_in_service(desktop) {
    if (linkIsOpen(desktop)) desktop.dnInService = true;
  },

  // The agent's own wishes.
  log_in_requested(desktop) {
    if (desktop.agent !== 'logged_out' && desktop.agent !== 'forced_out') return;
    // To log in after a forced logout is to take over from the restoration.  An agent who was
    // logged out otherwise has none.
    endRestoration(desktop);
    if (linkIsOpen(desktop)) askForLogin(desktop);
    else desktop.agent = 'awaiting_link'; // SES-01
  },
  log_out_requested(desktop) {
    askForLogout(desktop);
    desktop.agent = 'logged_out'; // SES-02: from the request on
    endRestoration(desktop);
  },
  ready_requested(desktop) {
    if (desktop.agent !== 'not_ready' || !linkIsOpen(desktop)) return;
    desktop.agent = 'readying'; // SES-03
    give(desktop, 'set_agent_ready');
    endRestoration(desktop);
  },
  not_ready_requested(desktop) {
    if (!['not_ready', 'readying', 'ready'].includes(desktop.agent) || !linkIsOpen(desktop)) return;
    give(desktop, 'set_agent_not_ready'); // SES-04
    // In NotReady it only gives another reason, or withdraws a request: no answer is awaited.
    desktop.agent = desktop.agent === 'ready' ? 'unreadying' : 'not_ready';
    endRestoration(desktop);
  },

  // SIP Server.
  log_in_accepted(desktop) {
    if (desktop.agent !== 'logging_in') return;
    const ready = desktop.autoReady && desktop.lastSeen === null && !desktop.windowsOpen;
    desktop.agent = ready ? 'ready' : 'not_ready'; // SES-05
  },
  log_in_refused(desktop) {
    if (desktop.agent !== 'logging_in') return;
    desktop.agent = 'logged_out'; // SES-06
    endRestoration(desktop); // REST-06
  },
  agent_ready(desktop) {
    if (desktop.agent !== 'readying') return;
    desktop.agent = 'ready';
    endRestoration(desktop); // REST-05
  },
  ready_refused(desktop) {
    if (desktop.agent !== 'readying') return;
    desktop.agent = 'not_ready';
    endRestoration(desktop); // REST-07
  },
  agent_not_ready(desktop) {
    // An answer, or SIP Server's own doing, as after a call that was not taken (SES-07).
    const possible = desktop.agent === 'unreadying' || desktop.agent === 'ready';
    if (possible && linkIsOpen(desktop)) desktop.agent = 'not_ready';
  },
  not_ready_refused(desktop) {
    if (desktop.agent === 'unreadying') desktop.agent = 'ready';
  },
  forced_logout(desktop) {
    if (!isLoggedIn(desktop) || !linkIsOpen(desktop)) return;
    loginLost(desktop);
    desktop.agent = 'forced_out'; // SES-08
  },
  login_unknown(desktop) {
    if (!isLoggedIn(desktop) || !linkIsOpen(desktop)) return;
    loginLost(desktop);
    askForLogin(desktop); // SES-09
  },
  old_session_answered() {
    // SES-10
  },

  // Calls and windows.
  call_offered(desktop) {
    if (!linkIsOpen(desktop)) return; // WORLD-07
    const reachable = isLoggedIn(desktop) && phoneIsRegistered(desktop, desktop.here);
    // At a hard phone SIP Server may offer a call by a login of before (WORLD-12).
    if (desktop.phoneKind === 'workspace_endpoint' && !reachable) return; // WORLD-05
    desktop.call = 'live';
    desktop.windowsOpen = true; // INT-01
  },
  call_ended(desktop) {
    if (desktop.call === 'live') desktop.call = 'none';
  },
  call_lost(desktop) {
    if (desktop.call === 'uncontrolled') desktop.call = 'none';
  },
  interaction_opened(desktop) {
    desktop.windowsOpen = true; // INT-02
  },
  last_window_closed(desktop) {
    if (desktop.call === 'none') desktop.windowsOpen = false; // INT-03
  },
};

/* The only events that say where they happen: those of the endpoint. */
const ENDPOINT_EVENTS = {
  invite_received(desktop, site) {
    const wantsCalls = ['readying', 'ready', 'unreadying'].includes(desktop.agent);
    const beside = desktop.windowsOpen && !wantsCalls;
    if (site !== desktop.here || desktop.call !== 'none' || beside) {
      give(desktop, 'refuse_call', { site }); // INT-08, INT-09
      return;
    }
    desktop.call = linkIsOpen(desktop) ? 'live' : 'uncontrolled';
    desktop.windowsOpen = true; // INT-01
  },
  register_accepted(desktop, site) {
    if (!awaitsAnswer(desktop, site)) return;
    setBinding(desktop, site, 'registered');
    const due = () => refresh(desktop, site);
    desktop.timers.start(`register ${site}`, desktop.lengths.regTimeout, due); // REG-04
  },
  register_refused(desktop, site) {
    if (awaitsAnswer(desktop, site)) giveUp(desktop, site);
  },
  register_answered_late() {
    // REG-05
  },
  interval_too_brief(desktop, site) {
    // REG-14: asked again at once, with a longer lifetime; the binding stays as it is.
    if (awaitsAnswer(desktop, site)) askRegistrar(desktop, site);
  },
  flow_failed(desktop, site) {
    // REG-08: renewed at once, also where a refresh is under way: it is lost with its flow.
    if (['registered', 'refreshing'].includes(desktop.bindings[site])) sendRegister(desktop, site);
  },
  address_changed(desktop, site) {
    ENDPOINT_EVENTS.flow_failed(desktop, site); // REG-15
  },
};

/**
 * Takes in an event.
 *
 * @throws Error if this desktop can never have such an event; nothing has changed then
 */
function receive(desktop, name, site) {
  const events = desktop.voice ? VOICE_EVENTS : LINK_EVENTS;
  if (desktop.voice && Object.hasOwn(ENDPOINT_EVENTS, name)) {
    if (!Object.hasOwn(desktop.bindings, site ?? '')) {
      throw new Error(`the phone is not registered by this desktop at ${site ?? 'no site'}`);
    }
    ENDPOINT_EVENTS[name](desktop, site);
  } else if (Object.hasOwn(events, name)) {
    if (site !== undefined) throw new Error(`event ${name} has no site`);
    events[name](desktop);
  } else {
    throw new Error(`unknown event ${name}`);
  }
  settle(desktop);
}

/** Lets time pass, and does what falls due on the way. */
function advance(desktop, length) {
  desktop.timers.advance(length, () => settle(desktop));
}

/** Takes out the commands since the last time, oldest first. */
function takeCommands(desktop) {
  return desktop.commands.splice(0);
}

/** What can be seen now. */
function look(desktop) {
  const seen = {
    here: desktop.here,
    linked_to: linkIsOpen(desktop) ? desktop.link.server : 'none',
  };
  if (!desktop.voice) return seen;
  seen.agent = CONFIRMED[desktop.agent];
  seen.restoration_pending = desktop.lastSeen === null ? 'no' : 'yes';
  seen.call = desktop.call;
  seen.windows = desktop.windowsOpen ? 'open' : 'none';
  for (const site of Object.keys(desktop.bindings)) {
    const registered = phoneIsRegistered(desktop, site);
    seen[`phone_at_${site}`] = registered ? 'registered' : 'not_registered';
  }
  return seen;
}

module.exports = { createDesktop, fromSeconds, receive, advance, takeCommands, look };
