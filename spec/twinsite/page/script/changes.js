// What the last step has changed, and nothing else, with its signals in their order.

function drawChanges(view, acts) {
  const { kernel, run, cursor } = view;
  if (!cursor.at) return drawStart(view, acts);
  if (!run.step)
    return h('p', {}, `${seconds(Number(run.entry.slice(1)))} have passed. No state has changed.`);
  const told = story(kernel, run.step);
  const requirement = run.step.event.requirement;
  return [
    h(
      'p',
      {},
      h('b', {}, run.step.event.label),
      ' (',
      h('a', { href: view.look(requirement) }, requirement),
      ')',
    ),
    told.changes.length
      ? h(
          'ul',
          { class: 'changes' },
          told.changes.map((each) =>
            h(
              'li',
              {},
              h('b', {}, machineWords(kernel, each.place)),
              ` ${stateWords(kernel, each.place, each.from)} → `,
              h('em', {}, stateWords(kernel, each.place, each.to)),
            ),
          ),
        )
      : h('p', {}, 'No state has changed.'),
    run.step.log.length
      ? h(
          'details',
          { open: true },
          h('summary', {}, `Signals and commands in their order (${run.step.log.length})`),
          h(
            'ol',
            { class: 'log' },
            run.step.log.map(({ place, effect }) => logged(kernel, place, effect)),
          ),
        )
      : null,
  ];
}

function logged(kernel, place, effect) {
  const said = [h('b', {}, machineWords(kernel, place)), ': '];
  if (kernel.commands.has(effect))
    return h(
      'li',
      { class: 'commanded' },
      said,
      kernel.machines[place].commands[effect].words,
      h('small', {}, ' command'),
    );
  const heard = kernel.listeners.get(effect).map((each) => machineWords(kernel, each));
  return h(
    'li',
    {},
    said,
    effect.replaceAll('_', ' '),
    h('small', {}, ` signal to ${heard.join(', ')}`),
  );
}

// At the start: what to do, and examples to follow, as far as they are possible in this profile.
function drawStart(view, acts) {
  const { kernel, cursor, mark } = view;
  const possible = openingsOf(kernel, cursor.lengths);
  return [
    h(
      'p',
      {},
      'Nothing has happened yet. Choose what happens first under “What can happen now”',
      possible.length ? ', or follow an example step by step:' : '.',
    ),
    possible.length
      ? h(
          'ul',
          { class: 'examples' },
          possible.map((example) =>
            h(
              'li',
              {},
              h(
                'button',
                {
                  'data-key': `example ${example.title} ${mark}`,
                  onclick: () => acts.example(example.events),
                },
                `${example.title} (${many(example.events.length, 'step')})`,
              ),
            ),
          ),
        )
      : null,
  ];
}
