return tables.openings.map((example) => [
  example.title,
  tables.profiles
    .filter((profile) => isPossible(load(tables, profile.name), profile.lengths, example.events))
    .map((profile) => profile.name),
]);
