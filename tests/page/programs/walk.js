return input.names.map((name) => {
  const kernel = load(tables, name),
    draw = random(input.seed);
  const steps = [];
  let state = kernel.initial;
  for (let n = 0; n < input.steps; n++) {
    const enabled = kernel.events
      .map((_, number) => number)
      .filter((number) => kernel.reach(state, number));
    const number = enabled[Math.floor(draw() * enabled.length)];
    const step = kernel.step(state, number);
    const moves = step.moves.map((move) => [move.place, move.transition.event]);
    steps.push([
      enabled,
      number,
      step.after,
      moves,
      step.log.map(({ place, effect }) => [place, effect]),
    ]);
    state = n % 60 === 59 ? kernel.initial : step.after;
  }
  return steps;
});
