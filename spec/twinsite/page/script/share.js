// A trace for others: as an address, as text, as a test, as a scenario of the demo.

function traceText(view) {
  const { kernel, runs, profile } = view;
  const lines = [`Profile ${profile.name}, twinsite ${kernel.tables.twinsite}`, ''];
  runs.slice(1).forEach((run, n) => {
    if (!run.step)
      return lines.push(`${n + 1}. ${clockWords(run.now)}  ${run.entry.slice(1)} s pass`);
    const told = story(kernel, run.step);
    lines.push(
      `${n + 1}. ${clockWords(run.now)}  ${told.event.source} → ${told.event.target}: ${told.event.words}`,
    );
    for (const each of told.changes)
      lines.push(
        `      ${machineWords(kernel, each.place)}: ${stateWords(kernel, each.place, each.from)} → ${stateWords(kernel, each.place, each.to)}`,
      );
    if (told.site) lines.push(`      now at the ${told.site} site`);
    for (const each of told.commands)
      lines.push(`      ${each.source} → ${each.target}: ${each.words}`);
  });
  return lines.join('\n') + '\n';
}

const eventsOf = (view) =>
  view.runs
    .slice(1)
    .filter((run) => run.step)
    .map((run) => run.step.event.name);

function traceTest(view) {
  const { kernel, runs, profile } = view;
  const end = runs.at(-1).state;
  const quoted = (text) => JSON.stringify(text);
  const { constants } = profile;
  const whole = constants.part === undefined; // all parts side by side
  const parse = (part) => `Profile.parse(${quoted(constants[part])})`;
  return [
    '"""A trace of twinsite, and where it leads."""',
    '',
    'from twinsite.checker.semantics.system import Event',
    'from twinsite.checker.symbolic.traces import retrace',
    ...(whole ? [] : ['from twinsite.model.composition import desktop']),
    'from twinsite.model.profile import Profile',
    ...(whole ? ['from twinsite.model.whole import Parts, whole'] : []),
    '',
    ...(whole
      ? [
          'PARTS = Parts(',
          ...['voice', 'stat', 'config'].map((part) => `    ${part}=${parse(part)},`),
          ...(constants['start-up'].endsWith('/hot-seat') ? ['    hot_seat=True,'] : []),
          ')',
        ]
      : [`PROFILE = Profile.parse(${quoted(profile.name)})`]),
    'EVENTS = (',
    ...eventsOf(view).map((name) => `    ${quoted(name)},`),
    ')',
    'END = {',
    ...kernel.machines.map(
      (machine, place) =>
        `    ${quoted(machine.name)}: ${quoted(machine.chart.states[end[place]])},`,
    ),
    '}',
    '',
    '',
    'def test_the_trace_leads_there() -> None:',
    '    """Every event is possible, and the last state is as it was."""',
    `    system = ${whole ? 'whole(PARTS)' : 'desktop(PROFILE)'}`,
    '    state = system.initial',
    '    for step in retrace(system, map(Event.parse, EVENTS)):',
    '        state = step.after',
    '    assert system.named(state) == END',
    '',
  ].join('\n');
}

// The words of a scenario for what happens outside the desktop; the demo's world answers by itself.
const SCENARIO = {
  routed_call_offered: 'call_offered',
  direct_call_began: 'call_offered',
  call_shown: 'call_offered',
  invite_received: 'call_offered',
  site_failed: 'site_failed',
  site_returned: 'site_returned',
  primary_failed: 'server_failed',
  backup_failed: 'server_failed',
  primary_returned: 'server_returned',
  backup_returned: 'server_returned',
};
const ANSWERS = [
  'connection_accepted',
  'connection_failed',
  'probe_accepted',
  'probe_failed',
  'register_accepted',
  'log_in_carried_out',
  'log_in_accepted',
  'ready_carried_out',
  'agent_ready',
  'not_ready_carried_out',
  'agent_not_ready',
  'companion_switched_over',
];

function traceScenario(view) {
  const { kernel, runs, profile, cursor } = view;
  const { constants } = profile;
  const lines = [
    'title = "A walk"',
    `sentence = ${JSON.stringify(`A trace of ${runs.length - 1} steps under ${profile.name}.`)}`,
    '',
    '[settings]',
  ];
  for (const name of ['business_continuity', 'auto_restore', 'restore_agent_state', 'auto_ready'])
    lines.push(`${name} = ${constants[name]}`);
  lines.push(
    `phone = ${JSON.stringify(constants.phone)}`,
    `release = ${JSON.stringify(constants.release)}`,
  );
  if (Object.keys(constants.interpretations).length)
    lines.push(
      '',
      '[settings.interpretations]',
      ...Object.entries(constants.interpretations).map(
        ([id, choice]) => `${id} = ${JSON.stringify(choice)}`,
      ),
    );
  const names = {
    switchover: 'disaster-recovery.timeout',
    phone_wait: 'disaster-recovery.wait-for-sipphone-timeout',
    retry_delay: 'warm-standby.retry-delay',
    reg_timeout: 'reg_timeout',
    reg_interval: 'reg_interval',
    refresh_margin: 'refresh margin',
    register_timeout: 'sip_transaction_timeout',
  };
  const lengths = Object.entries(names).filter(([, name]) => name in cursor.lengths);
  lines.push('', '[lengths]', ...lengths.map(([own, name]) => `${own} = ${cursor.lengths[name]}`));
  let last = 0;
  for (const run of runs.slice(1)) {
    const event = run.step?.event;
    if (!event || event.kind === 'deadline' || ANSWERS.includes(event.id)) continue;
    const closed = event.machine.name === 'windows' && event.id.endsWith('_closed');
    if (closed && kernel.machines[event.place].chart.states[run.state[event.place]] !== 'none')
      continue;
    last = Math.max(last + 1, Math.round(run.now));
    lines.push(
      '',
      '[[step]]',
      `at = ${last}`,
      `event = ${JSON.stringify(closed ? 'last_window_closed' : (SCENARIO[event.id] ?? event.id))}`,
    );
    const site = /_(preferred|peer)$/.exec(event.machine.name);
    if (site) lines.push(`site = "${site[1]}"`);
    const server = /^(primary|backup)_/.exec(event.id);
    if (server) lines.push(`server = "${server[1]}"`);
  }
  return lines.join('\n') + '\n';
}

// Return what a saved trace shows, or throw why it cannot be shown.
function savedTrace(text, tables) {
  const data = JSON.parse(text);
  if (data?.format !== 'twinsite trace 1' || !Array.isArray(data.events))
    throw new Error('This is no saved trace: twinsite check --save trace.json writes one.');
  const wanted = data.profile;
  const same = (constants) =>
    Object.entries(constants).every(
      ([name, value]) => JSON.stringify(wanted[name]) === JSON.stringify(value),
    );
  const profile = tables.profiles.find((each) => same(each.constants));
  if (!profile)
    throw new Error(
      'The trace is about a profile that is not in this file: twinsite replay trace.json --page walk.html makes a page that has it.',
    );
  return {
    profile: profile.name,
    lengths: { ...profile.lengths },
    entries: data.events.map(String),
    at: data.events.length,
  };
}

function drawShare(view, acts) {
  const button = (words, key, act) =>
    h('button', { 'data-key': `${key} ${view.mark}`, onclick: act }, words);
  return h(
    'div',
    { class: 'buttons' },
    button('Copy the address', 'copy address', () => copy(location.href, 'the address')),
    button('as text', 'copy text', () => copy(traceText(view), 'the trace as text')),
    button('as a pytest', 'copy test', () => copy(traceTest(view), 'the trace as a test')),
    view.profile.constants.part === 'voice'
      ? button('as a scenario', 'copy scenario', () =>
          copy(traceScenario(view), 'the trace as a scenario for twinsite-desktop demo'),
        )
      : null,
    h(
      'label',
      { class: 'open' },
      'Open a saved trace ',
      h('input', {
        type: 'file',
        accept: '.json,application/json',
        'data-key': `open ${view.mark}`,
        onchange: (event) => acts.open(event.target.files[0]),
      }),
    ),
  );
}
