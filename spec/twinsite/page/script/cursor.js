// One cursor: a place in a trace under a profile, with everything that is to be seen there.

function headline(view) {
  const { kernel, run, cursor } = view;
  const here = siteOf(kernel, run.state);
  const last = cursor.entries.length;
  return [
    h(
      'h2',
      { tabindex: -1, 'data-key': `head ${view.mark}` },
      cursor.at ? `Step ${cursor.at}${cursor.at < last ? ` of ${last}` : ''}` : 'The start',
    ),
    h(
      'p',
      { class: 'where' },
      h('b', {}, clockWords(run.now)),
      here ? ` · at the ${here} site` : '',
    ),
  ];
}

// Draw a cursor; acts are what its buttons do.
function drawCursor(view, acts) {
  const { cursor, mark, tables } = view;
  const button = (words, key, act, off) =>
    h('button', { 'data-key': `${key} ${mark}`, onclick: act, disabled: off }, words);
  const panel = (title, name, content) =>
    h('div', { class: `panel ${name}` }, h('h3', {}, title), content);
  return h(
    'section',
    {
      class: 'cursor',
      'aria-label': mark === '2' ? 'Second cursor' : view.alone ? 'Cursor' : 'First cursor',
    },
    h(
      'header',
      { class: 'bar' },
      h(
        'label',
        {},
        'Profile ',
        h(
          'select',
          { 'data-key': `profile ${mark}`, onchange: (event) => acts.profile(event.target.value) },
          profileGroups(tables).map(([words, profiles]) =>
            h(
              'optgroup',
              { label: words },
              profiles.map((each) =>
                h(
                  'option',
                  { value: each.name, selected: each.name === cursor.profile },
                  each.agents?.length ? `${agentsWords(each)}: ${each.name}` : each.name,
                ),
              ),
            ),
          ),
        ),
        h('span', { class: 'printed' }, cursor.profile),
      ),
      button('◀ Back', 'back', acts.back, cursor.at === 0),
      button('Forward ▶', 'forward', acts.forward, cursor.at === cursor.entries.length),
      button('Start anew', 'anew', acts.anew, !cursor.entries.length),
      mark === '2'
        ? button('Close', 'close', acts.close)
        : view.alone
          ? button('What if: a second cursor', 'branch', acts.branch)
          : null,
      headline(view),
    ),
    h('p', { class: 'constants' }, profileWords(view.profile)),
    view.problem ? h('p', { class: 'problem', role: 'alert' }, view.problem) : null,
    view.notes?.length
      ? h(
          'details',
          { class: 'notes' },
          h('summary', {}, `Notes on this profile (${view.notes.length})`),
          h(
            'ul',
            {},
            view.notes.map((note) => h('li', {}, note)),
          ),
        )
      : null,
    h(
      'div',
      { class: 'panels' },
      panel('What can happen now', 'events', drawEvents(view, acts)),
      h(
        'div',
        { class: 'middle' },
        panel('The two sites', 'sites', [
          drawPicture(view.kernel, view.run.state),
          drawLegend(view.kernel),
          drawOthers(view, acts),
        ]),
        panel(
          cursor.at ? 'What this step changed' : 'Begin here',
          'changed',
          drawChanges(view, acts),
        ),
        panel('Timers', 'timing', drawTimers(view, acts)),
        panel('Go to', 'goto', drawGoTo(view, acts)),
      ),
      h(
        'div',
        { class: 'right' },
        panel('What happened', 'happened', drawSequence(view, acts)),
        panel('Share this trace', 'share', drawShare(view, acts)),
      ),
      panel(
        'All machines',
        'machines',
        h('div', { class: 'board' }, drawMachines(view, `m${mark}`)),
      ),
    ),
  );
}

function drawGoTo(view, acts) {
  const { mark } = view;
  const go = (event) => {
    event.preventDefault();
    acts.goal(new FormData(event.target).get('goal').trim());
  };
  const search = view.search;
  return [
    h(
      'form',
      { onsubmit: go },
      h(
        'label',
        {},
        'A state in which ',
        h('input', {
          name: 'goal',
          'data-key': `goal ${mark}`,
          list: 'goals',
          value: view.goal,
          placeholder: 'session.ready and windows_open and at_peer',
          autocomplete: 'off',
          spellcheck: 'false',
        }),
      ),
      h('button', { 'data-key': `find ${mark}` }, 'Find the shortest way'),
      search?.running
        ? h('button', { type: 'button', 'data-key': `stop ${mark}`, onclick: acts.stop }, 'Stop')
        : null,
    ),
    h('div', { class: 'found', 'data-found': mark }, drawFound(view, acts)),
  ];
}

// Lead from one connection to the desktop with all of them, where the page has one.
function drawOthers({ tables, profile, mark }, acts) {
  if (partOf(profile) === 'whole') return null;
  const wholes = tables.profiles.filter((each) => partOf(each) === 'whole');
  const own = wholes.find((each) => Object.values(each.constants).includes(profile.name));
  const all = own ?? wholes[0];
  if (!all)
    return h(
      'p',
      { class: 'count' },
      'This connection alone: “twinsite page” writes a page with all of them side by side.',
    );
  const whose = all.agents?.length ? ` of ${agentsWords(all)}` : '';
  const others = own ? '' : `, with the profile ${all.constants.voice}`;
  return h(
    'button',
    { 'data-key': `whole ${mark}`, onclick: () => acts.whole(all.name) },
    `All connections${whose} in one picture${others}`,
  );
}

// Return what a search has found, or how far it is.
function drawFound(view, acts) {
  const { kernel, search, mark } = view;
  if (!search)
    return h(
      'p',
      { class: 'count' },
      'States (session.ready), predicates (windows_open), and, or, not, parentheses.',
    );
  if (search.problem) return h('p', { class: 'problem' }, search.problem);
  if (search.running)
    return [
      h(
        'p',
        {},
        `Looking for a way to ${search.what}: ${many(search.states ?? 0, 'state')} looked at…`,
      ),
      h('progress', {
        'aria-label': 'Searching',
        max: kernel.profile.search?.states,
        value: kernel.profile.search ? search.states : null,
      }),
    ];
  if (search.cut)
    return h(
      'p',
      {},
      h('b', {}, 'Not decided. '),
      `No way to ${search.what} was found among ${many(search.states, 'state')}, up to ${many(search.depth, 'step')} from here; there are more, and no room to look at them.`,
    );
  if (!search.way)
    return h(
      'p',
      {},
      h('b', {}, 'Impossible. '),
      `No trace leads from here to where one could ${search.what}: all ${many(search.states, 'state')} that can be reached from here were looked at, with ${many(search.steps, 'step')}${search.still ? `; ${many(search.still, 'machine')} on which it does not depend stood still` : ''}.`,
    );
  if (!search.way.length) return h('p', {}, 'That is so already, here and now.');
  return [
    h(
      'p',
      {},
      `The shortest way to ${search.what} has ${many(search.way.length, 'step')}; ${many(search.states, 'state')} were looked at.`,
    ),
    h(
      'ol',
      {},
      search.way.map((name) =>
        h(
          'li',
          {},
          kernel.events[kernel.numberOf.get(name)].label,
          h('small', {}, ` ${eventNote(kernel, kernel.numberOf.get(name))}`),
        ),
      ),
    ),
    h(
      'button',
      { 'data-key': `walk ${mark}`, onclick: () => acts.walk(search.way) },
      'Take these steps',
    ),
  ];
}

// Say in what two cursors differ.
function drawDifference([one, other]) {
  const places = one.kernel.machines.map((machine, place) => [
    machine,
    place,
    other.kernel.placeOf.get(machine.name),
  ]);
  const words = (view, place) => stateWords(view.kernel, place, view.run.state[place]);
  const apart = places.filter(
    ([machine, place, there]) =>
      machine.words && there !== undefined && words(one, place) !== words(other, there),
  );
  const profiles =
    one.profile === other.profile
      ? ''
      : `The profiles are ${one.profile.name} and ${other.profile.name}. `;
  if (!apart.length)
    return h(
      'div',
      { class: 'panel differ' },
      h('h2', {}, 'Where the cursors differ'),
      h('p', {}, `${profiles}All machines are in the same states.`),
    );
  return h(
    'div',
    { class: 'panel differ' },
    h('h2', {}, 'Where the cursors differ'),
    profiles ? h('p', {}, profiles) : null,
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Machine', 'First cursor', 'Second cursor'].map((text) =>
            h('th', { scope: 'col' }, text),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        apart.map(([machine, place, there]) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, machine.words),
            h('td', {}, words(one, place)),
            h('td', {}, words(other, there)),
          ),
        ),
      ),
    ),
  );
}
