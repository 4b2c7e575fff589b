// What can happen now, grouped by who decides; and of everything else why it cannot.

const DECIDES = {
  agent: 'The agent',
  site: 'The sites and their servers',
  'SIP Server': 'SIP Server',
  'Configuration Server': 'Configuration Server',
  registrar: 'The registrar',
  callers: 'Callers and other media',
  network: 'The network',
  'load balancing': 'Load balancing',
  time: 'Time',
};

function grouped(kernel, numbers) {
  const groups = new Map(Object.keys(DECIDES).map((by) => [by, []]));
  for (const number of numbers) {
    const { by } = kernel.events[number];
    if (!groups.has(by)) groups.set(by, []);
    groups.get(by).push(number);
  }
  return [...groups].filter(([, own]) => own.length);
}

const eventWords = (kernel, number) => kernel.events[number].label;
const eventNote = (kernel, number) =>
  `${machineWords(kernel, kernel.events[number].place)} · ${kernel.events[number].requirement}`;

// Return the enabled events as buttons, and all others with the question why not.
function drawEvents(view, acts) {
  const { kernel, run } = view;
  const every = kernel.events.map((_, number) => number);
  const enabled = new Set(every.filter((number) => kernel.reach(run.state, number)));
  const timers = new Map(run.running.map((timer) => [timer.number, timer]));
  const possible = grouped(
    kernel,
    every.filter((number) => enabled.has(number)),
  ).map(([by, numbers]) =>
    h(
      'section',
      { class: 'group' },
      h('h4', {}, DECIDES[by] ?? by),
      h(
        'ul',
        {},
        numbers.map((number) => {
          const timer = timers.get(number);
          const due = timer
            ? h(
                'span',
                { class: 'due' },
                timer.due > run.now ? `in ${seconds(timer.due - run.now)}` : 'due now',
              )
            : null;
          return h(
            'li',
            {},
            h(
              'button',
              {
                class: 'event',
                'data-key': `do ${kernel.events[number].name}`,
                onclick: () => acts.take(kernel.events[number].name),
              },
              h('span', {}, eventWords(kernel, number)),
              due,
              h('small', {}, eventNote(kernel, number)),
            ),
          );
        }),
      ),
    ),
  );
  const others = every.filter((number) => !enabled.has(number));
  const impossible = h(
    'details',
    {
      class: 'impossible',
      open: view.open.has('impossible'),
      ontoggle: (event) => view.open[event.target.open ? 'add' : 'delete']('impossible'),
    },
    h('summary', { 'data-key': 'impossible' }, `Not possible now (${others.length}): ask why`),
    grouped(kernel, others).map(([by, numbers]) =>
      h(
        'section',
        { class: 'group' },
        h('h4', {}, DECIDES[by] ?? by),
        h(
          'ul',
          {},
          numbers.map((number) => drawImpossible(view, acts, number)),
        ),
      ),
    ),
  );
  return [
    h('p', { class: 'count' }, `${many(enabled.size, 'event')} can come next, in any order.`),
    possible,
    impossible,
  ];
}

function drawImpossible(view, acts, number) {
  const { kernel } = view;
  const { name } = kernel.events[number];
  const open = view.open.has(name);
  return h(
    'li',
    { class: 'not' },
    h(
      'div',
      {},
      h('span', {}, eventWords(kernel, number)),
      h('small', {}, eventNote(kernel, number)),
    ),
    h(
      'button',
      {
        class: 'why',
        'data-key': `why ${name}`,
        'aria-expanded': String(open),
        'aria-label': `Why not: ${eventWords(kernel, number)}`,
        onclick: () => acts.toggle(name),
      },
      'Why not?',
    ),
    open ? drawWhy(view, acts, number) : null,
  );
}

// Return the explanation of one refused event.
function drawWhy(view, acts, number) {
  const { kernel, run } = view;
  const event = kernel.events[number];
  const why = whyNot(kernel, number, run.state);
  const is = (place, state) =>
    `${machineWords(kernel, place)} is “${stateWords(kernel, place, state)}”`;
  const body = why.choices.length
    ? why.choices.map((choice) =>
        h(
          'div',
          {},
          why.choices.length > 1
            ? h('p', {}, `To become “${stateWords(kernel, event.place, choice.target)}”:`)
            : null,
          h(
            'ul',
            {},
            choice.obstacles.map((each) =>
              h(
                'li',
                {},
                h(
                  'span',
                  { class: 'sentence' },
                  `${each.wanted ? 'It is not so' : 'It is so, and must not be'}: “${each.sentence}”`,
                ),
                ' (',
                h('a', { href: view.look(each.predicate) }, each.predicate),
                ') ',
                each.read.length
                  ? `because ${each.read.map((read) => is(read.place, read.state)).join(', and ')}.`
                  : 'by the options and interpretations of this profile; no state changes that.',
              ),
            ),
          ),
        ),
      )
    : h(
        'p',
        {},
        `${is(event.place, run.state[event.place])}. It comes only when that is ${why.from.map((state) => `“${stateWords(kernel, event.place, state)}”`).join(' or ')}.`,
      );
  return h(
    'div',
    { class: 'because' },
    body,
    h(
      'button',
      {
        'data-key': `way ${event.name}`,
        onclick: () => acts.find({ enabled: event.name }, `make “${event.label}” possible`),
      },
      'Find the shortest way to make it possible',
    ),
  );
}
