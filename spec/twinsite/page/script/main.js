// The page: what the address says is what is shown.

const tables = JSON.parse(await unpacked($('tables').textContent));
const book = {
  entries: entriesOf(tables),
  byId: new Map(),
  href: (id) => address({ view: 'look', id, query: '' }),
  walk: sideBySide,
};
for (const entry of book.entries) if (!book.byId.has(entry.id)) book.byId.set(entry.id, entry);
const kernels = new Map();
const open = new Set();
const searches = new Map();
if (!location.hash && document.body.dataset.start)
  history.replaceState(null, '', `#${document.body.dataset.start}`);
let shown = shownBy(location.hash, tables);
let drawn = location.hash; // the address that is on the screen
let spoken = '';

function kernelOf(name) {
  if (!kernels.has(name)) kernels.set(name, load(tables, name));
  return kernels.get(name);
}
const address = (change) => addressOf({ ...shown, ...change }, tables);
function go(change) {
  location.hash = address(change);
  show();
}
function show() {
  const moved = drawn !== location.hash;
  drawn = location.hash;
  shown = shownBy(drawn, tables);
  draw();
  if (moved && shown.view === 'look' && shown.id) scrollTo(0, 0);
}

// Return everything that is to be known of a cursor.
function viewOf(cursor, n) {
  const kernel = kernelOf(cursor.profile);
  const { runs, problem } = follow(kernel, cursor.lengths, cursor.entries);
  const known = {
    ...cursor,
    entries: cursor.entries.slice(0, runs.length - 1),
    at: Math.min(cursor.at, runs.length - 1),
  };
  const mark = n ? '2' : '';
  return {
    tables,
    kernel,
    profile: kernel.profile,
    notes: kernel.profile.notes,
    cursor: known,
    runs,
    run: runs[known.at],
    problem,
    mark,
    open,
    alone: shown.cursors.length === 1,
    look: book.href,
    goal: shown.goal,
    search: searches.get(mark),
  };
}

// Return what the buttons of a cursor do.
function actsOf(view, n) {
  const { kernel, cursor, mark, run } = view;
  const put = (change) => {
    searches.delete(mark);
    stopTravel();
    go({
      cursors: shown.cursors.map((each, m) => (m === n ? { ...cursor, ...change } : each)),
      side: n ? '2' : '',
    });
  };
  const acts = {
    take(entry) {
      if (cursor.entries[cursor.at] === entry) return put({ at: cursor.at + 1 });
      const left = cursor.entries.length - cursor.at;
      spoken = left
        ? ` Branched here: ${many(left, 'later step')} left out; go back in the browser to have them again.`
        : '';
      put({ entries: [...cursor.entries.slice(0, cursor.at), entry], at: cursor.at + 1 });
    },
    walk: (names) =>
      put({
        entries: [...cursor.entries.slice(0, cursor.at), ...names],
        at: cursor.at + names.length,
      }),
    example: (entries) => put({ entries, at: 1 }),
    jump: (at) => put({ at }),
    back: () => cursor.at && put({ at: cursor.at - 1 }),
    forward: () => cursor.at < cursor.entries.length && put({ at: cursor.at + 1 }),
    anew: () => put({ entries: [], at: 0 }),
    profile: (name, change = {}) =>
      put({
        profile: name,
        lengths: { ...tables.profiles.find((each) => each.name === name).lengths },
        ...change,
      }),
    whole: (name) => acts.profile(name, { entries: [], at: 0 }),
    lengthen: (name, length) =>
      length > 0 && length < 1e9
        ? put({ lengths: { ...cursor.lengths, [name]: length } })
        : say('Write a number of seconds above 0.'),
    branch: () =>
      go({
        cursors: [cursor, { ...cursor, entries: cursor.entries.slice(0, cursor.at) }],
        side: '2',
      }),
    close: () => go({ cursors: [shown.cursors[0]], side: '' }),
    toggle(name) {
      open[open.has(name) ? 'delete' : 'add'](name);
      draw();
    },
    stop() {
      stopTravel();
      searches.set(mark, { problem: 'Stopped before everything was looked at.' });
      draw();
    },
    goal(text) {
      try {
        const goal = goalOf(kernel, text);
        shown.goal = text;
        history.replaceState(null, '', address({}));
        drawn = location.hash;
        acts.find(goal, `have ${text}`);
      } catch (error) {
        searches.set(mark, { problem: `${error.message}.` });
        draw();
      }
    },
    find(goal, what) {
      searches.set(mark, { running: true, what, states: 1 });
      draw();
      const told = (progress) => {
        searches.set(mark, { what, ...progress });
        const place = document.querySelector(`[data-found="${mark}"]`);
        if (place && progress.running)
          place.replaceChildren(...[drawFound(viewOf(shown.cursors[n], n), acts)].flat());
        else draw();
      };
      travel(
        kernel,
        run.state,
        goal,
        (progress) => told({ ...progress, running: true }),
        (found) => {
          told(found);
          if (!found.problem)
            say(
              found.cut
                ? 'Not decided.'
                : found.way
                  ? `Found in ${many(found.way.length, 'step')}.`
                  : `Impossible: all ${many(found.states, 'state')} were looked at.`,
            );
          document.querySelector(`[data-found="${mark}"]`)?.scrollIntoView({ block: 'nearest' });
        },
      );
    },
    async open(file) {
      if (!file) return;
      try {
        const cursorOf = savedTrace(await file.text(), tables);
        put(cursorOf);
      } catch (error) {
        searches.set(mark, {
          problem: error instanceof SyntaxError ? `${file.name} is no JSON.` : error.message,
        });
        draw();
      }
    },
  };
  return acts;
}

function sideBySide(difference) {
  const wanted = [difference.base.profile, difference.other];
  const missing = wanted.filter((name) => !tables.profiles.some((each) => each.name === name));
  if (missing.length)
    return copy(
      `twinsite page ${wanted.map((name) => `--profile '${name}'`).join(' ')} --output walk.html`,
      'the command that makes a page with both profiles',
    );
  const entries = difference.base.events;
  const cursor = (name) => ({
    profile: name,
    lengths: { ...tables.profiles.find((each) => each.name === name).lengths },
    entries,
    at: entries.length,
  });
  go({ view: 'walk', cursors: wanted.map(cursor), side: '' });
}

let acting = [];

function drawWalk() {
  const views = shown.cursors.map(viewOf);
  acting = views.map(actsOf);
  $('walk').replaceChildren(
    ...(views.length > 1 ? [drawDifference(views)] : []),
    ...views.map((view, n) => drawCursor(view, acting[n])),
  );
  $('walk').classList.toggle('two', views.length > 1);
  $('goals').replaceChildren(...goals(views[0].kernel).map((value) => h('option', { value })));
  const { cursor, run, kernel } = views[shown.side ? 1 : 0];
  document.title = `${cursor.at ? `Step ${cursor.at}: ${run.step?.event.label ?? run.entry}` : 'Walk'} · twinsite`;
  const what = run.step
    ? `${run.step.event.label}. ${story(kernel, run.step)
        .changes.map(
          (each) =>
            `${machineWords(kernel, each.place)} ${stateWords(kernel, each.place, each.to)}`,
        )
        .join('; ')}.`
    : cursor.at
      ? 'Time has passed.'
      : 'The start.';
  say(`${cursor.at ? `Step ${cursor.at}: ` : ''}${what}${spoken}`);
  spoken = '';
}

const goals = (kernel) => [
  ...kernel.machines.flatMap((machine) =>
    machine.chart.states.map((state) => `${machine.name}.${state}`),
  ),
  ...Object.keys(kernel.tables.predicates).filter((name) => kernel.treeOf(name, '') !== undefined),
];

function drawLook() {
  document.title = `${shown.query || shown.id || 'Look up'} · twinsite`;
  const entry = book.byId.get(shown.id);
  const kind = shown.id.startsWith('all ') ? shown.id.slice(4) : '';
  const listed = shown.query || kind ? found(book.entries, shown.query, kind) : [];
  const results =
    shown.query || kind
      ? [
          h(
            'p',
            { class: 'count', role: 'status' },
            `${many(listed.length, 'entry', 'entries')}${shown.query ? ` with “${shown.query}”` : ''}.`,
          ),
          listed
            .slice(0, kind && !shown.query ? Infinity : SHOWN)
            .map((each) => drawEntry(each, book, tables)),
          listed.length > SHOWN && shown.query
            ? h('p', { class: 'count' }, `The first ${SHOWN} are shown: add a word.`)
            : null,
        ]
      : entry
        ? drawEntry(entry, book, tables)
        : h(
            'p',
            {},
            shown.id
              ? `There is no “${shown.id}” in this file.`
              : 'Search for a word, or choose a kind. Every id has an address of its own.',
          );
  $('results').replaceChildren(...[results].flat(Infinity).filter(Boolean));
  $('kinds').replaceChildren(
    ...Object.entries(KINDS).map(([name, words]) => {
      const number = book.entries.filter((each) => each.kind === name).length;
      if (!number) return '';
      const href = address({ view: 'look', id: `all ${name}`, query: '' });
      return h(
        'li',
        {},
        h('a', { href, 'aria-current': kind === name ? 'page' : null }, `${words} (${number})`),
      );
    }),
  );
  if ($('find') !== document.activeElement) $('find').value = shown.query;
}

// Draw what the address says, and leave the focus and the lists of events where they were.
function draw() {
  const lists = () => [...document.querySelectorAll('.events')];
  const scrolled = lists().map((list) => list.scrollTop);
  const key = document.activeElement?.getAttribute('data-key');
  for (const view of ['walk', 'look', 'help']) {
    $(view).hidden = view !== shown.view;
    const tab = $(`to-${view}`);
    tab.href = address({ view: view === 'walk' ? '' : view });
    if (view === shown.view) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  $('problem').textContent = shown.problem;
  if (shown.view === 'walk') drawWalk();
  if (shown.view === 'look') drawLook();
  lists().forEach((list, n) => (list.scrollTop = scrolled[n] ?? 0));
  if (!key) return;
  const same = [...document.querySelectorAll('[data-key]')].find(
    (each) => each.getAttribute('data-key') === key && !each.disabled,
  );
  (same ?? document.querySelectorAll('.cursor h2')[shown.side ? 1 : 0])?.focus({
    preventScroll: Boolean(same),
  });
}

addEventListener('hashchange', () => {
  if (drawn === location.hash) return; // a step of ours, which is drawn already
  searches.clear(); // what was found is of another place
  stopTravel();
  show();
});
$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  go({ view: 'look', query: $('find').value.trim(), id: '' });
});
$('find').addEventListener('input', () => {
  shown = {
    ...shown,
    query: $('find').value.trim(),
    id: shown.id.startsWith('all ') && $('find').value.trim() ? shown.id : '',
  };
  history.replaceState(null, '', address({}));
  drawn = location.hash;
  drawLook();
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer.files[0]) acting[0].open(event.dataTransfer.files[0]);
});
addEventListener('keydown', (event) => {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)
  )
    return;
  const acts = acting[shown.side ? 1 : 0];
  const walking = shown.view === 'walk';
  const at = (selector) => document.querySelector(selector);
  const keys = {
    '/': () => (walking ? at(`[data-key="goal ${shown.side}"]`) : $('find')).focus(),
    '?': () => go({ view: 'help' }),
    w: () => go({ view: '' }),
    l: () => go({ view: 'look' }),
    ...(walking && acts
      ? {
          ArrowLeft: acts.back,
          ArrowRight: acts.forward,
          u: acts.back,
          r: acts.forward,
          e: () =>
            document
              .querySelectorAll('.cursor')
              [shown.side ? 1 : 0].querySelector('.event')
              ?.focus(),
          n: () => at(`[data-key="next ${shown.side}"]`)?.click(),
        }
      : {}),
  };
  const act = keys[event.key];
  if (act) (event.preventDefault(), act());
});
draw();
