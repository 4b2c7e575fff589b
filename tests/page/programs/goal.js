const kernel = load(tables, input.name),
  goal = goalOf(kernel, input.goal);
const found = searched(kernel, kernel.initial, (state) => reached(kernel, goal, state));
return { ...found, way: found.way && found.way.map((number) => kernel.events[number].name) };
