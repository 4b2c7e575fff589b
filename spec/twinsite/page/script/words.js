// Numbers and times in words.

const many = (count, one, more = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
const clockWords = (seconds) => {
  const whole = Math.floor(seconds),
    two = (number) => String(number).padStart(2, '0');
  const rest = seconds - whole ? (seconds - whole).toFixed(3).slice(1).replace(/0+$/, '') : '';
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${rest}`;
};
const seconds = (length) => `${Number(length.toFixed(3)).toLocaleString('en')} s`;

// What a profile is about, and what is so in it.

const PARTS = {
  voice: 'The voice connection',
  stat: 'The Stat connection',
  config: 'The Configuration connection',
  'start-up': 'The start',
  whole: 'The complete desktop',
};
const PHONES = {
  workspace_endpoint: 'Workspace SIP Endpoint',
  hard_phone: 'a hard phone',
  none: 'no phone to lose',
};

const partOf = (profile) => profile.constants?.part ?? 'whole';

// Return the agents that have a profile, as far as there is room for their names.
function agentsWords({ agents }) {
  const more = agents.length - 3;
  return `${agents.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function profileGroups(tables) {
  return Object.entries(PARTS)
    .map(([part, words]) => [words, tables.profiles.filter((each) => partOf(each) === part)])
    .filter(([, profiles]) => profiles.length);
}

function profileWords(profile) {
  const { constants } = profile;
  const part = partOf(profile);
  if (part === 'whole')
    return `${PARTS.whole}: the start, then all connections side by side, at the same two sites (${Object.values(constants).join(', ')}).`;
  const on = [constants.business_continuity ? 'business continuity' : 'no business continuity'];
  if (part === 'voice') {
    on.push(
      constants.auto_restore ? 'returns by itself' : 'does not return by itself',
      constants.restore_agent_state
        ? 'restores the agent state'
        : 'does not restore the agent state',
    );
    if (constants.auto_ready) on.push('a login leaves the agent Ready');
    on.push(PHONES[constants.phone]);
  } else if (part !== 'start-up')
    on.push(
      constants.nodes
        ? `a cluster of ${many(constants.nodes, 'node')} at each site`
        : 'a pair at each site',
    );
  else
    on.push(
      `${many(constants.nodes, 'node')} listed for each site`,
      ...(constants.hot_seat ? ['hot seating'] : []),
    );
  const chosen = Object.entries(constants.interpretations).map((pair) => pair.join('='));
  return `${PARTS[part]}: ${[...on, `release ${constants.release}`, ...chosen].join('; ')}.`;
}
