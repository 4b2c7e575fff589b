const kernel = load(tables, input.name);
const { runs, problem } = follow(kernel, kernel.profile.lengths, input.events);
if (problem) throw new Error(problem);
return runs.map((run) =>
  kernel.events.map((event, number) => {
    if (kernel.reach(run.state, number)) return null;
    return {
      event: event.name,
      parameter: event.machine.parameter ?? '',
      ...whyNot(kernel, number, run.state),
    };
  }),
);
