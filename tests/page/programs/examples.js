return tables.examples.flatMap((example) =>
  tables.profiles.flatMap((profile) => {
    const kernel = load(tables, profile.name);
    const { runs, problem } = follow(kernel, profile.lengths, example.events);
    if (problem) return [];
    const late = runs.flatMap((run) => run.late ?? []).map((event) => event.name);
    return [{ title: example.title, profile: profile.name, late, end: runs.at(-1).now }];
  }),
);
