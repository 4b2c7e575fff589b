// A trace from its entries: each is machine.event, or +seconds that pass.

// Take the entries from the start; what is not possible ends it, and is told.
function follow(kernel, lengths, entries) {
  const clock = timed(kernel, lengths);
  const runs = [{ ...clock.start(), running: clock.running(clock.start()) }];
  for (const entry of entries) {
    const run = runs.at(-1);
    const next = entry.startsWith('+')
      ? pass(clock, run, Number(entry.slice(1)))
      : act(kernel, clock, run, entry);
    if (typeof next === 'string')
      return {
        runs,
        problem: `Step ${runs.length}, “${entry}”, ${next}. The trace is shown as far as it goes.`,
      };
    runs.push({ ...next, entry, running: clock.running(next) });
  }
  return { runs, problem: '' };
}

function pass(clock, run, seconds) {
  if (!(seconds > 0 && seconds < 1e9)) return 'is no number of seconds';
  return { ...clock.wait(run, seconds), step: null };
}

// Take an event; a deadline lets the time pass until it is due.
function act(kernel, clock, run, entry) {
  const number = kernel.numberOf.get(entry);
  if (number === undefined) return 'is no event of this profile';
  const timer = run.running.find((each) => each.number === number);
  const now = timer ? Math.max(run.now, timer.due) : run.now;
  const late = timer
    ? run.running
        .filter((each) => each.number !== number && each.due < timer.due)
        .map((each) => each.event)
    : [];
  const next = clock.take({ ...run, now }, number);
  return next ? { ...next, late } : 'is not possible there';
}

// Return the traces to begin with that are meant for a profile, and possible there as a whole,
// without the events of machines that the profile does not have.
function openingsOf(kernel, lengths) {
  const part = partOf(kernel.profile);
  return (kernel.tables.openings ?? [])
    .filter((opening) => opening.parts.includes(part))
    .map((opening) => ({
      ...opening,
      events: opening.events.filter((entry) => kernel.numberOf.has(entry)),
    }))
    .filter((opening) => !follow(kernel, lengths, opening.events).problem);
}
