const kernel = load(tables, input.name);
const every = [...kernel.machines.keys()];
const seen = new Seen(kernel, kernel.initial, every);
const running = search(kernel, kernel.initial, () => false, every, input.most);
let found = running.next();
while (!found.done) found = running.next();

// the numbers of a state give the state back, and no two states have the same
seen.add(kernel.initial, -1, 0);
for (let place = 0; seen.count < found.value.states; place++) {
  for (let number = 0; number < kernel.events.length && seen.count < found.value.states; number++) {
    const after = kernel.reach(seen.state(place), number);
    if (after) seen.add(after, place, number);
  }
}
const states = new Set(Array.from({ length: seen.count }, (_, place) => seen.state(place).join()));
return { ...found.value, different: states.size };
