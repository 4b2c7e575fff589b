// What a step is, for a sequence chart: who told whom, what changed, what was commanded.

// Return a step as its event, the machines that changed, the site moved to, and the commands.
function story(kernel, step) {
  const { before, after, event } = step;
  const { lanes } = kernel.tables;
  const sites = lanes.slice(0, 2);
  const told = event.machine.events[event.id];
  const source = kernel.decide(told.source, before);
  let target = kernel.decide(told.target, before);
  if (target === '')
    target =
      step.moves
        .map((move) => kernel.machines[move.place].lane)
        .find((lane) => !sites.includes(lane)) ?? source;
  const changes = [...new Set(step.moves.map((move) => move.place))]
    .filter((place) => kernel.machines[place].words && before[place] !== after[place])
    .map((place) => ({ place, from: before[place], to: after[place] }));
  const here = siteOf(kernel, after);
  return {
    event: { source, target, words: told.words ?? `${event.label} (${event.requirement})`, length: event.length ?? '' },
    changes,
    site: here === siteOf(kernel, before) ? '' : here,
    commands: step.log
      .filter(({ effect }) => kernel.commands.has(effect))
      .map(({ place, effect }) => {
        const message = kernel.machines[place].commands[effect];
        return {
          source: message.source,
          target: kernel.decide(message.target, message.after ? after : before),
          words: message.words,
        };
      }),
    signals: step.log
      .filter(({ effect }) => !kernel.commands.has(effect))
      .map(({ place, effect }) => ({
        place,
        signal: effect,
        heard: kernel.listeners.get(effect) ?? [],
      })),
  };
}

// Return the current site in a state; nothing where there is no picture.
function siteOf(kernel, state) {
  const { picture } = kernel.composition;
  return picture ? kernel.decide(picture.here, state) : '';
}

// Return what a machine is called, and what its state is called.
function machineWords(kernel, place) {
  const machine = kernel.machines[place];
  return machine.words || machine.name.replaceAll('_', ' ');
}
function stateWords(kernel, place, state) {
  const machine = kernel.machines[place];
  return machine.states?.[state] ?? machine.chart.states[state].replaceAll('_', ' ');
}
