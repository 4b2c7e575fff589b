// The address holds everything that is shown: view, profiles, lengths and events; no states.

const WRITTEN = { view: 'view', id: 'id', query: 'find', goal: 'goal', side: 'side' };

// Return a value as it stands in an address, as readable as it may be.
function written(value) {
  return encodeURIComponent(value).replace(/%(2C|2F|2B|3A)/g, decodeURIComponent);
}

// Return the address of what is shown.
function addressOf(shown, tables) {
  const parts = [];
  for (const [key, name] of Object.entries(WRITTEN)) if (shown[key]) parts.push([name, shown[key]]);
  shown.cursors.forEach((cursor, n) => {
    const mark = n ? '2' : '';
    parts.push([`profile${mark}`, cursor.profile]);
    const own = tables.profiles.find((each) => each.name === cursor.profile)?.lengths ?? {};
    const changed = Object.entries(cursor.lengths).filter(
      ([name, seconds]) => own[name] !== seconds,
    );
    if (changed.length)
      parts.push([`lengths${mark}`, changed.map((pair) => pair.join(':')).join(',')]);
    if (cursor.entries.length) parts.push([`events${mark}`, cursor.entries.join(',')]);
    if (cursor.at !== cursor.entries.length) parts.push([`at${mark}`, String(cursor.at)]);
  });
  return '#' + parts.map(([name, value]) => `${name}=${written(value)}`).join('&');
}

// Return what an address shows; whatever it does not say is as at the start.
function shownBy(hash, tables) {
  const given = new Map();
  for (const part of hash.replace(/^#/, '').split('&')) {
    const [name, ...value] = part.split('=');
    try {
      if (name) given.set(name, decodeURIComponent(value.join('=')));
    } catch {
      given.set('problem', 'A part of the address cannot be read, and was left out.');
    }
  }
  const shown = { problem: given.get('problem') ?? '' };
  for (const [key, name] of Object.entries(WRITTEN)) shown[key] = given.get(name) ?? '';
  if (!['walk', 'look', 'help'].includes(shown.view)) shown.view = 'walk';
  const cursor = (mark) => {
    const wanted = given.get(`profile${mark}`) ?? tables.profiles[0].name;
    const profile = tables.profiles.find((each) => each.name === wanted);
    if (!profile)
      shown.problem = `The address is about the profile “${wanted}”, which is not in this file. Make one that has it: twinsite page --profile '${wanted}' --output walk.html`;
    const entries = (profile && given.get(`events${mark}`)?.split(',').filter(Boolean)) || [];
    const at = given.has(`at${mark}`) ? Number(given.get(`at${mark}`)) : entries.length;
    const lengths = { ...(profile ?? tables.profiles[0]).lengths };
    for (const pair of given.get(`lengths${mark}`)?.split(',') ?? []) {
      const [name, seconds] = [
        pair.slice(0, pair.lastIndexOf(':')),
        Number(pair.slice(pair.lastIndexOf(':') + 1)),
      ];
      if (name in lengths && seconds > 0 && seconds < 1e9) lengths[name] = seconds;
    }
    return {
      profile: (profile ?? tables.profiles[0]).name,
      lengths,
      entries,
      at: Number.isInteger(at) && at >= 0 ? Math.min(at, entries.length) : entries.length,
    };
  };
  shown.cursors = given.has('profile2') ? [cursor(''), cursor('2')] : [cursor('')];
  shown.side = shown.side === '2' && shown.cursors.length > 1 ? '2' : '';
  return shown;
}
