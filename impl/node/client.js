'use strict';

/*
 * The desktop as a conformance client: JSON lines on standard input, and to each line exactly one
 * line of answer on standard output.  Run it as `node client.js`; it ends with its input.
 */

const { StringDecoder } = require('node:string_decoder');
const { createDesktop, fromSeconds, receive, advance, takeCommands, look } = require('./desktop');

const PROTOCOL = 1;

/* No length is longer, and no more time passes at once: a retry every ten seconds has to end. */
const LONGEST_SECONDS = 1e6;

/* The protocol has the lengths in seconds, under the names of the options. */
const LENGTHS = {
  'disaster-recovery.timeout': 'switchover',
  'disaster-recovery.wait-for-sipphone-timeout': 'phoneWait',
  'warm-standby.reconnection-random-delay-range': 'reconnection', // as drawn, not as a range
  'warm-standby.retry-delay': 'retry',
  reg_timeout: 'regTimeout',
  reg_interval: 'regInterval',
  'refresh margin': 'refreshMargin',
  sip_transaction_timeout: 'timerF',
};
const PARTS = ['voice', 'stat', 'config'];
const PHONES = ['workspace_endpoint', 'hard_phone', 'none'];

let desktop = null;

// ---------------------------------------------------------------------------- reading messages

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value) {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}

function readBoolean(object, key) {
  if (typeof object[key] !== 'boolean') throw new Error(`${key} is ${shown(object[key])}`);
  return object[key];
}

function readSeconds(value, what) {
  const length = typeof value === 'number' ? fromSeconds(value) : NaN;
  if (!Number.isSafeInteger(length) || length < 0 || value > LONGEST_SECONDS) {
    throw new Error(`${what} is ${shown(value)}, and not a number of seconds`);
  }
  return length;
}

function readRelease(text) {
  if (typeof text !== 'string' || !/^\d{1,6}(\.\d{1,6}){3}$/.test(text)) {
    throw new Error(`release is ${shown(text)}, and not as in "8.5.111.21"`);
  }
  return text.split('.').map(Number); // to be compared as numbers: 8.5.99.1 is before 8.5.105.12
}

function readProfile(data) {
  return {
    part: data.part,
    businessContinuity: readBoolean(data, 'business_continuity'),
    autoRestore: readBoolean(data, 'auto_restore'),
    restoreAgentState: readBoolean(data, 'restore_agent_state'),
    autoReady: readBoolean(data, 'auto_ready'),
    phone: data.phone,
    release: readRelease(data.release),
  };
}

function readLengths(data) {
  const read = ([name, mine]) => [mine, readSeconds(data[name], name)];
  return Object.fromEntries(Object.entries(LENGTHS).map(read));
}

/** Why this client does not have a profile; null if it does. */
function whyUnsupported(profile) {
  for (const key of ['part', 'phone']) {
    if (typeof profile[key] !== 'string') throw new Error(`${key} is ${shown(profile[key])}`);
  }
  if (!Number.isInteger(profile.nodes)) throw new Error(`nodes is ${shown(profile.nodes)}`);
  if (!isObject(profile.readings)) throw new Error(`readings is ${shown(profile.readings)}`);
  if (!PARTS.includes(profile.part)) return `there is no part ${shown(profile.part)} here`;
  if (profile.nodes !== 0) return 'there are pairs of servers here, and no clusters';
  if (!PHONES.includes(profile.phone)) return `there is no phone ${shown(profile.phone)} here`;
  if (Object.keys(profile.readings).length > 0) {
    return 'there are the recommended readings here, and no others';
  }
  return null;
}

// ----------------------------------------------------------------------------------- the calls

const CALLS = {
  start({ protocol = PROTOCOL, profile, lengths }) {
    desktop = null; // a session that runs is given up
    if (protocol !== PROTOCOL) throw new Error(`this is protocol ${PROTOCOL}`);
    if (!isObject(profile)) throw new Error('start has no profile');
    if (!isObject(lengths)) throw new Error('start has no lengths');
    const unsupported = whyUnsupported(profile);
    if (unsupported !== null) return { unsupported };
    desktop = createDesktop(readProfile(profile), readLengths(lengths));
    return { protocol: PROTOCOL, shows: { commands: 'all', state: Object.keys(look(desktop)) } };
  },

  offer({ event, site }) {
    if (typeof event !== 'string') throw new Error(`event is ${shown(event)}`);
    receive(running(), event, site ?? undefined);
    return {};
  },

  advance({ seconds }) {
    advance(running(), readSeconds(seconds, 'seconds'));
    return {};
  },

  observe() {
    return { commands: takeCommands(running()), state: look(desktop) };
  },
};

function running() {
  if (desktop === null) throw new Error('no session was started');
  return desktop;
}

/** Returns the answer to a line; whatever is wrong with the line, there is one. */
function answer(line) {
  try {
    const message = JSON.parse(line);
    if (!isObject(message)) throw new Error('a message is a JSON object');
    const known = typeof message.call === 'string' && Object.hasOwn(CALLS, message.call);
    if (!known) throw new Error(`no such call: ${shown(message.call)}`);
    return CALLS[message.call](message);
  } catch (error) {
    return { error: String(error.message).slice(0, 1000) };
  }
}

// ------------------------------------------------------------------------------------ the loop

// Not node:readline: it also ends a line at U+2028, which may stand inside a JSON string.
const decoder = new StringDecoder('utf8');
let rest = '';

function reply(line) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

process.stdin.on('data', (chunk) => {
  const lines = (rest + decoder.write(chunk)).split('\n');
  rest = lines.pop();
  lines.forEach(reply);
});
process.stdin.on('end', () => {
  if (rest !== '') reply(rest);
});
process.stdout.on('error', () => process.exit(0)); // nobody reads any more
