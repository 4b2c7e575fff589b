const kernel = load(tables, input.name),
  draw = random(input.seed),
  clock = timed(kernel, input.lengths);
const told = [];
let run = clock.start();
for (let n = 0; n < input.steps; n++) {
  const due = clock.running(run).map((each) => each.due),
    first = Math.min(...due, Infinity);
  const enabled = kernel.events
    .map((_, number) => number)
    .filter(
      (number) => kernel.events[number].kind === 'stimulus' && kernel.reach(run.state, number),
    );
  let act;
  if (first <= run.now || !enabled.length || draw() < 0.3) {
    if (first === Infinity) act = ['wait', 7];
    else if (first > run.now)
      act = ['wait', draw() < 0.5 ? first - run.now : (first - run.now) / 2];
    else act = ['take', clock.running(run).find((each) => each.due === first).number];
  } else act = ['take', enabled[Math.floor(draw() * enabled.length)]];
  run = act[0] === 'wait' ? clock.wait(run, act[1]) : clock.take(run, act[1]);
  told.push([
    act,
    run.now,
    run.state,
    clock.running(run).map((each) => [each.due, each.event.name]),
  ]);
}
return told;
