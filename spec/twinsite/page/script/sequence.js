// The sequence chart of a trace, a grid with a column for each lane.

function lanesOf(kernel) {
  const used = new Set(
    kernel.machines.filter((machine) => machine.place !== 'history').map((machine) => machine.lane),
  );
  if (kernel.events.some((event) => event.by === 'agent')) used.add('Agent');
  for (const site of kernel.tables.lanes.slice(0, 2)) used.add(site);
  used.add('Desktop');
  return kernel.tables.lanes.filter((lane) => used.has(lane));
}

// Draw all steps of a trace; each can be gone to.
function drawSequence(view, acts) {
  const { kernel, runs, cursor } = view;
  const lanes = lanesOf(kernel);
  const columns = { 'grid-template-columns': `3.4rem repeat(${lanes.length}, minmax(0, 1fr))` };
  const across = h(
    'div',
    { class: 'lines', place: columns, 'aria-hidden': 'true' },
    lanes.map((_, n) => h('i', { place: { 'grid-column': String(n + 2) } })),
  );
  const rows = runs.slice(1).map((run, n) => {
    const number = n + 1;
    const label = h(
      'button',
      {
        class: 'step',
        'data-key': `step ${number} ${view.mark}`,
        'aria-label': `Go to step ${number}`,
        'aria-current': number === cursor.at ? 'step' : null,
        onclick: () => acts.jump(number),
        title: `Go to step ${number}, at ${clockWords(run.now)}`,
      },
      String(number),
    );
    const parts = run.step
      ? storyParts(kernel, story(kernel, run.step), lanes)
      : [band(`${seconds(run.now - runs[n].now)} pass`, 'pass')];
    if (run.late?.length)
      parts.push(
        band(
          `with these lengths ${run.late.map((event) => `“${event.label}” (${machineWords(kernel, event.place)})`).join(' and ')} would come before`,
          'late',
        ),
      );
    return h(
      'li',
      { class: number === cursor.at ? 'at' : number > cursor.at ? 'later' : '', place: columns },
      label,
      run.now > runs[n].now || !n ? h('span', { class: 'clock' }, clockWords(run.now)) : null,
      parts,
    );
  });
  return h(
    'div',
    { class: 'sequence' },
    h(
      'div',
      { class: 'lanes', place: columns },
      h('span'),
      lanes.map((lane) => h('b', {}, lane)),
    ),
    h('div', { class: 'rows' }, across, h('ol', {}, rows)),
    rows.length
      ? null
      : h(
          'p',
          { class: 'count' },
          'Nothing has happened yet. Choose an event: each step adds a row.',
        ),
  );
}

const band = (words, kind) => h('div', { class: `band ${kind}` }, words);

function storyParts(kernel, told, lanes) {
  const arrow = ({ source, target, words }, kind) => {
    const from = lanes.indexOf(source),
      to = lanes.indexOf(target);
    const alone = from === to; // a mark on one lane, whose words may stand beside it
    const left = Math.max(Math.min(from, to) - (alone ? 1 : 0), 0),
      right = Math.min(Math.max(from, to) + (alone ? 1 : 0), lanes.length - 1);
    const count = right - left + 1;
    const direction = alone ? 'self' : from < to ? 'onward' : 'backward';
    return h(
      'div',
      {
        class: `message ${kind} ${direction}`,
        place: {
          'grid-column': `${left + 2} / ${right + 3}`,
          '--lanes': String(count),
          '--at': `${((from - left + 0.5) / count) * 100}%`,
        },
      },
      h('span', { class: 'hidden' }, alone ? `At ${source}: ` : `${source} to ${target}: `),
      h('span', { class: 'words' }, words),
      h('i', { 'aria-hidden': 'true' }),
    );
  };
  const changes = told.changes.map((each) =>
    h(
      'li',
      {},
      h('b', {}, machineWords(kernel, each.place)),
      ` ${stateWords(kernel, each.place, each.from)} → ${stateWords(kernel, each.place, each.to)}`,
    ),
  );
  return [
    arrow(told.event, told.event.length ? 'time' : 'told'),
    changes.length ? h('ul', { class: 'changes' }, changes) : null,
    told.site ? band(`now at the ${told.site} site`, 'moved') : null,
    told.commands.map((command) => arrow(command, 'command')),
  ].filter(Boolean);
}
