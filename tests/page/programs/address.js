const { lengths: own } = load(tables, input.name).profile;
const lengths = { ...own, 'disaster-recovery.timeout': 12.5 };
const first = { profile: input.name, lengths, entries: input.entries, at: 3 };
const second = { profile: input.name, lengths: own, entries: [], at: 0 };
const shown = {
  view: 'walk',
  id: '',
  query: 'ü & <b>=%',
  goal: 'a and b',
  side: '2',
  cursors: [first, second],
};
return [shown, shownBy(addressOf(shown, tables), tables)];
