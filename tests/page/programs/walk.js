// Of each state what is enabled is asked once, and told once.
return input.names.map((name) => {
  const kernel = load(tables, name),
    draw = random(input.seed);
  const every = kernel.events.map((_, number) => number);
  const known = new Map(),
    steps = [];
  const enabledIn = (state) => {
    const key = state.join();
    if (!known.has(key)) known.set(key, every.filter((number) => kernel.reach(state, number)));
    return known.get(key);
  };
  let state = kernel.initial;
  for (let n = 0; n < input.steps; n++) {
    const told = known.size;
    const enabled = enabledIn(state);
    const number = enabled[Math.floor(draw() * enabled.length)];
    const step = kernel.step(state, number);
    const moves = step.moves.map((move) => [move.place, move.transition.event]);
    steps.push([
      known.size > told ? enabled : null,
      number,
      step.after,
      moves,
      step.log.map(({ place, effect }) => [place, effect]),
    ]);
    state = n % 60 === 59 ? kernel.initial : step.after;
  }
  return steps;
});
