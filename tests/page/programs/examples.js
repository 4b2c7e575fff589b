return tables.profiles.flatMap((profile) => {
  const kernel = load(tables, profile.name);
  return openingsOf(kernel, profile.lengths).map((opening) => {
    const { runs } = follow(kernel, profile.lengths, opening.events);
    const late = runs.flatMap((run) => run.late ?? []).map((event) => event.name);
    return { title: opening.title, profile: profile.name, late };
  });
});
