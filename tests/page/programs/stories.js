const kernel = load(tables, input.name);
const { runs, problem } = follow(kernel, kernel.profile.lengths, input.events);
if (problem) throw new Error(problem);
return runs.slice(1).map((run) => {
  const told = story(kernel, run.step);
  return {
    messages: [told.event, ...told.commands].map(({ source, target, words }) => [
      source,
      target,
      words,
    ]),
    site: told.site,
    changes: told.changes.map((each) => [
      machineWords(kernel, each.place),
      `${stateWords(kernel, each.place, each.from)} → ${stateWords(kernel, each.place, each.to)}`,
    ]),
  };
});
