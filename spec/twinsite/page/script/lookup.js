// What stands behind the machines, to look up: one entry an id, linked with each other.

// Return every entry: { id, kind, title, body: [[heading, text]], more: [[heading, [ids]]] }.
function entriesOf(tables) {
  const { catalogue } = tables;
  const entries = [];
  const add = (id, kind, title, body, more = []) =>
    entries.push({
      id,
      kind,
      title,
      body: body.filter(([, text]) => text),
      more: more.filter(([, ids]) => ids.length),
    });
  const events = tables.charts.flatMap((chart) => chart.events.map((event) => ({ chart, event })));
  const idsIn = (text) => new Set(spread(text).match(/\bA\d+\b/g) ?? []);
  for (const each of catalogue.requirements ?? [])
    add(
      each.id,
      'requirement',
      each.sentence,
      [
        ['Source', each.source],
        ['How it is known', each.evidence],
      ],
      [
        [
          'Carried by',
          [
            ...new Set(
              events
                .filter(({ event }) => event.requirement === each.id)
                .map(({ chart }) => chart.name),
            ),
          ],
        ],
        [
          'Properties',
          (catalogue.properties ?? [])
            .filter((property) => property.requirement === each.id)
            .map((property) => property.name),
        ],
        ['Interpretations', [...idsIn(each.source)]],
      ],
    );
  for (const each of catalogue.interpretations ?? [])
    add(
      each.id,
      'interpretation',
      each.question,
      [
        ['The texts', each.texts],
        ...each.choices.map((choice, n) => [
          n ? `Or ${choice.name}` : `In force: ${choice.name}`,
          choice.meaning,
        ]),
        ...(each.discarded ?? []).map((text) => ['Discarded', text]),
        ['Why', each.reason],
        ['Source', each.source],
      ],
      [
        [
          'Requirements',
          (catalogue.requirements ?? [])
            .filter((requirement) => idsIn(requirement.source).has(each.id))
            .map((requirement) => requirement.id),
        ],
        [
          'What a change of it does',
          (catalogue.differences ?? [])
            .filter((difference) => difference.id.includes(`${each.id}=`))
            .map((difference) => difference.id),
        ],
      ],
    );
  for (const each of catalogue.options ?? [])
    add(each.name, 'option', each.meaning, [
      ['Valid', each.valid],
      ['Default', each.default],
      ['Set at', each.levels.join(', ')],
      ['Source', each.source],
    ]);
  for (const each of catalogue.hazards ?? [])
    add(
      each.id,
      'hazard',
      each.sentence,
      [
        ['Standing', each.standing],
        ['Why', each.reason],
        ['To see it', `twinsite hazards ${each.id} --page walk.html`],
      ],
      [['Properties', each.properties]],
    );
  for (const each of catalogue.properties ?? [])
    add(each.name, 'property', each.sentence, [
      ['Kind', each.sort],
      ['Requirement', each.requirement],
      [
        'To see it matter',
        (each.witnessed ?? true) && `twinsite witness ${each.name} --page walk.html`,
      ],
    ]);
  for (const each of catalogue.differences ?? [])
    add(each.id, 'difference', each.words, [
      ['From', each.base.profile],
      ['To', each.other],
    ]);
  const rows = (lines, after) =>
    (lines ?? []).map(({ what, requirement, when, because }) => [
      `${what} (${requirement})`,
      `${momentWords(when, because)} after the ${after}${because ? `: ${because}` : ''}`,
    ]);
  for (const each of catalogue.drills ?? [])
    add(each.id, 'drill', `Exact bounds; assumed: ${each.assumed}.`, [
      ...rows(each.failure, 'failure'),
      ...rows(each.repair, 'repair'),
    ]);
  for (const [name, sentence] of Object.entries(tables.predicates))
    add(name, 'predicate', sentence, []);
  for (const chart of tables.charts)
    add(chart.name, 'machine', chart.question, [
      ['States', chart.states.join(', ')],
      ...chart.events.map((event) => [
        `${event.id} (${event.requirement})`,
        `${event.label}: ${chart.transitions
          .filter((each) => each.event === event.id)
          .map(transitionWords)
          .join('; ')}`,
      ]),
      ...(chart.ignores ?? []).map((each) => [
        `Ignores ${each.signal}`,
        `in ${each.states.join(', ')}: ${each.reason}`,
      ]),
    ]);
  return entries;
}

// Write ranges such as "A1 to A7" out.
const spread = (text) =>
  text.replace(/\bA(\d+) to A(\d+)\b/g, (_, from, to) =>
    Array.from({ length: to - from + 1 }, (_, n) => `A${+from + n}`).join(', '),
  );

function guardWords(guard) {
  if (typeof guard === 'string') return guard;
  if (guard.not !== undefined)
    return `not ${typeof guard.not === 'string' ? guard.not : `(${guardWords(guard.not)})`}`;
  return (guard.all ?? guard.any)
    .map((each) =>
      typeof each === 'string' || each.not ? guardWords(each) : `(${guardWords(each)})`,
    )
    .join(guard.all ? ' and ' : ' or ');
}
const transitionWords = (each) =>
  `${each.source} → ${each.target}${each.guard ? ` if ${guardWords(each.guard)}` : ''}${each.effects ? ` / ${each.effects.join(', ')}` : ''}`;

// Return the entries that have every word, those first that have them in id or title.
function found(entries, query, kind) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (entry) => {
    const id = entry.id.toLowerCase(),
      title = entry.title.toLowerCase();
    if (!entry.text)
      entry.text = [entry.id, entry.title, ...entry.body.flat()].join('\n').toLowerCase();
    if (!words.every((word) => entry.text.includes(word))) return -1;
    return words.reduce(
      (sum, word) =>
        sum + (id === word ? 100 : id.includes(word) ? 10 : title.includes(word) ? 3 : 1),
      0,
    );
  };
  return entries
    .filter((entry) => !kind || entry.kind === kind)
    .map((entry) => [rank(entry), entry])
    .filter(([value]) => value >= 0)
    .sort(([one], [other]) => other - one)
    .map(([, entry]) => entry);
}

// Return when something comes, without the reason if that follows.
const momentWords = (when, because) => (because ? when.replace(` ${because}`, '') : when);

// Return a text whose ids are links.
function linked(text, book, pattern = /\b(?:[A-Z]{2,}-\d+|[AH]\d+)\b|[a-z][\w.-]*[_.][\w.-]*\w/g) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    if (!book.byId.has(match[0])) continue;
    parts.push(text.slice(last, match.index), h('a', { href: book.href(match[0]) }, match[0]));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

const KINDS = {
  drill: 'When',
  requirement: 'Requirements',
  interpretation: 'Interpretations',
  option: 'Options',
  hazard: 'Hazards',
  property: 'Properties',
  difference: 'Releases and choices',
  machine: 'Machines',
  predicate: 'Predicates',
};
const SHOWN = 40; // so many entries of a search are written out

function drawEntry(entry, book, tables) {
  const difference =
    entry.kind === 'difference' &&
    tables.catalogue.differences.find((each) => each.id === entry.id);
  return h(
    'article',
    { id: entry.id, class: 'entry', tabindex: -1 },
    h(
      'h2',
      {},
      h('a', { href: book.href(entry.id) }, entry.id),
      h('small', {}, ` ${entry.kind}`),
      h(
        'button',
        {
          class: 'cite',
          'aria-label': `Cite ${entry.id}`,
          onclick: () =>
            copy(
              `${entry.id} (twinsite ${tables.twinsite}): ${entry.title}`,
              `a citation of ${entry.id}`,
            ),
        },
        'Cite',
      ),
    ),
    h('p', {}, linked(entry.title, book)),
    entry.kind === 'machine' ? h('div', { class: 'large' }, diagramOf(entry.id)) : null,
    h(
      'dl',
      {},
      entry.body.map(([heading, text]) => [
        h('dt', {}, linked(heading, book, /\b[A-Z]{2,}-\d+\b/g)),
        h('dd', {}, linked(text, book)),
      ]),
      entry.more.map(([heading, ids]) => [
        h('dt', {}, heading),
        h(
          'dd',
          {},
          ids.map((id, n) => [
            n ? ', ' : '',
            book.byId.has(id) ? h('a', { href: book.href(id) }, id) : id,
          ]),
        ),
      ]),
    ),
    difference && difference.base.events?.length
      ? h('p', {}, h('button', { onclick: () => book.walk(difference) }, 'Walk both, side by side'))
      : null,
  );
}

function diagramOf(chart) {
  const template = $(`chart-${chart}`);
  if (!template) return null;
  const svg = template.content.firstElementChild.cloneNode(true);
  for (const group of svg.querySelectorAll('[id]')) group.id = `${chart}-${group.id}`;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `The states of ${chart} and what leads from one to another`);
  return svg;
}
