// A trace in seconds: entering a state starts its deadlines, leaving it ends them; an internal
// transition does neither.

// Return what moves a trace of a kernel through time.
function timed(kernel, lengths) {
  const deadlines = kernel.events
    .map((event, number) => ({ event, number }))
    .filter(({ event }) => event.kind === 'deadline');
  const seconds = (event) => lengths[event.length];
  return {
    start: () => ({ state: kernel.initial, now: 0, since: kernel.initial.map(() => 0) }),
    // Every deadline that runs and would act now, with its moment, which may be past.
    running: (run) =>
      deadlines
        .filter(({ number }) => kernel.reach(run.state, number))
        .map(({ event, number }) => ({
          event,
          number,
          begun: run.since[event.place],
          due: run.since[event.place] + seconds(event),
        })),
    wait: (run, length) => ({ ...run, now: run.now + length }),
    // Take a step at this moment; null if it is refused.
    take(run, number) {
      const step = kernel.step(run.state, number);
      if (!step) return null;
      const since = run.since.slice();
      for (const { place, transition } of step.moves)
        if (!transition.internal) since[place] = run.now;
      return { state: step.after, now: run.now, since, step };
    },
  };
}
