// The two sites with their servers, the desktop, the phone and the agent, and what leads where.

const SITES = {
  preferred: { x: 4, words: 'Preferred site' },
  peer: { x: 446, words: 'Peer site' },
};
const WIDTH = 190; // of the box of a site
const ENDS = {
  desktop: { x: 320, y: 60, words: 'Desktop' },
  agent: { x: 320, y: 136, words: 'Agent' },
  phone: { x: 320, y: 212, words: 'Phone' },
};
const MARKS = { open: '●', trying: '…', down: '✕' };
const MEANT = { open: 'open', trying: 'being tried', down: 'down' };
const ROOM = 16; // letters beside each other below the name of the desktop, the agent or the phone

// Draw the picture of a state.
function drawPicture(kernel, state) {
  const { picture } = kernel.composition;
  if (!picture) return null;
  const here = kernel.decide(picture.here, state);
  const most = Math.max(
    ...Object.keys(SITES).map(
      (site) => picture.servers.filter((server) => server.site === site).length,
    ),
  );
  const ofPhone = picture.lines.filter((line) => line.end === 'phone');
  const height = 66 + most * 40 + (ofPhone.length ? 40 : 0);
  const low = { ...ENDS, phone: { ...ENDS.phone, y: Math.max(ENDS.phone.y, height - 52) } };
  const places = {};
  const sites = Object.entries(SITES).map(([site, { x, words }]) => {
    const inner = site === 'peer' ? x + 12 : x + WIDTH - 12;
    places[site] = { x: site === 'peer' ? x : x + WIDTH, y: height - 22 };
    const servers = picture.servers
      .filter((server) => server.site === site)
      .map((server, row) => {
        const y = 62 + row * 40,
          up = kernel.decide(server.up, state);
        places[server.id] = { x: inner, y: y + 15 };
        return s(
          'g',
          { class: up ? 'server up' : 'server out' },
          s('rect', { x: x + 12, y, width: WIDTH - 24, height: 30, rx: 4 }),
          s(
            'text',
            { x: x + 20, y: y + 20 },
            `${up ? '●' : '✕'} ${server.words}${up || server.words.length > 9 ? '' : ': out'}`,
          ),
        );
      });
    const phone = ofPhone
      .filter((line) => kernel.decide(line.to, state) === site)
      .map((line) => {
        const status = kernel.decide(line.status, state);
        return s(
          'text',
          { x: x + 20, y: height - 16, class: `status ${status}` },
          `${MARKS[status]} ${line.words}`,
        );
      });
    return s(
      'g',
      { class: site === here ? 'site here' : 'site' },
      s('rect', { x, y: 6, width: WIDTH, height: height - 8, rx: 8 }),
      s('text', { x: x + 12, y: 27, class: 'name' }, words),
      s('text', { x: x + 12, y: 48, class: 'small' }, site === here ? 'works here' : ''),
      servers,
      phone,
    );
  });
  const shown = [
    'desktop',
    ...(placeOf(kernel, 'session') !== undefined ? ['agent'] : []),
    ...(ofPhone.length ? ['phone'] : []),
  ];
  const ends = shown.map((end) => {
    const { x, y, words } = low[end];
    const below = folded(endWords(kernel, state, end));
    return s(
      'g',
      { class: 'end' },
      s('rect', { x: x - 62, y: y - 26, width: 124, height: 54, rx: 8 }),
      s('text', { x, y: y - (below.length > 1 ? 9 : 4), 'text-anchor': 'middle', class: 'name' }, words),
      below.map((line, n) =>
        s(
          'text',
          { x, y: y + (below.length > 1 ? 7 + 15 * n : 17), 'text-anchor': 'middle', class: 'small' },
          line,
        ),
      ),
    );
  });
  const tall = Math.max(height + 6, low[shown.at(-1)].y + 34);
  return s(
    'svg',
    {
      class: 'picture',
      viewBox: `0 0 640 ${tall}`,
      role: 'img',
      'aria-label': pictureWords(kernel, state),
    },
    sites,
    picture.lines.map((line, n) => drawLine(kernel, state, line, places, low[line.end], n)),
    ends,
  );
}

// Return the place of a machine of the voice connection or the start, alone or beside others.
function placeOf(kernel, name) {
  return (
    kernel.placeOf.get(name) ??
    kernel.placeOf.get(`voice_${name}`) ??
    kernel.placeOf.get(`start_up_${name}`)
  );
}

function drawLine(kernel, state, line, places, from, number) {
  const to = places[kernel.decide(line.to, state)],
    status = kernel.decide(line.status, state);
  if (!to) return null;
  const left = to.x < from.x;
  const x = from.x + (left ? -62 : 62),
    y = from.y - 20 + 12 * (number % 4);
  return s(
    'g',
    { class: `line ${status}` },
    s('line', { x1: x, y1: y, x2: to.x, y2: to.y }),
    line.end === 'phone'
      ? null
      : s(
          'text',
          { x: (x + to.x) / 2, y: (y + to.y) / 2 - 7, 'text-anchor': 'middle', class: 'small' },
          `${line.words}${status === 'open' ? '' : ` ${MARKS[status]}`}`,
        ),
  );
}

// Return what stands below the name of the desktop, the agent or the phone.
function endWords(kernel, state, end) {
  if (end === 'phone')
    return placeOf(kernel, 'dn_service') !== undefined ? 'hard phone' : 'SIP Endpoint';
  const place = placeOf(kernel, end === 'agent' ? 'session' : 'start_up');
  if (place === undefined) {
    const link = kernel.composition.picture.lines.find((line) => line.words === 'link');
    return { open: 'linked', trying: 'connecting', down: 'no link' }[
      kernel.decide(link.status, state)
    ];
  }
  return stateWords(kernel, place, state[place]);
}

// Return a text in one line, or in two where there is no room for one.
function folded(text) {
  if (text.length <= ROOM) return [text];
  const at = text.lastIndexOf(' ', ROOM);
  const lines = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  return lines.map((line) => (line.length > ROOM ? `${line.slice(0, ROOM - 1)}…` : line));
}

// Say what the signs of the picture mean.
function drawLegend({ composition: { picture } }) {
  if (!picture) return null;
  const sign = (status) => s('svg', { class: 'sign', viewBox: '0 0 26 10', 'aria-hidden': true },
    s('g', { class: `line ${status}` }, s('line', { x1: 0, y1: 5, x2: 26, y2: 5 })));
  return h(
    'p',
    { class: 'legend' },
    `${picture.kind}: ${MARKS.open} in service, ${MARKS.down} out. Connections: `,
    Object.entries(MEANT).map(([status, words], n) => [n ? ', ' : '', sign(status), ` ${words}`]),
    '.',
  );
}

// Return the picture in sentences.
function pictureWords(kernel, state) {
  const { picture } = kernel.composition;
  const down = picture.servers
    .filter((server) => !kernel.decide(server.up, state))
    .map((server) => server.id.replace('/', ' '));
  const lines = picture.lines.map((line) => {
    const to = kernel.decide(line.to, state),
      status = MEANT[kernel.decide(line.status, state)];
    return `${line.words}${to ? ` to ${to.replace('/', ' ')}` : ''}: ${status}`;
  });
  return `Current site: ${kernel.decide(picture.here, state)}. ${down.length ? `Out of service: ${down.join(', ')}.` : 'All servers are in service.'} ${lines.join('; ')}.`;
}
