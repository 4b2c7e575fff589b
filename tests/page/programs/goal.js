const kernel = load(tables, input.name),
  goal = goalOf(kernel, input.goal),
  hit = (state) => reached(kernel, goal, state);
const told = (found) => ({
  ...found,
  way: found.way && found.way.map((number) => kernel.events[number].name),
});
const kept = cone(kernel, goal).filter(
  (place) => kernel.machines[place].name !== input.without,
);
return {
  ...told(searched(kernel, kernel.initial, hit, undefined, input.sliced ? kept : undefined)),
  kept: kept.map((place) => kernel.machines[place].name),
};
