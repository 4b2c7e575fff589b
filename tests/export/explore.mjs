// Look at every state that can be reached, breadth first, and print states, steps and depth.
import { initialTransition, transition } from 'xstate';

import { events, machine } from './desktop.mjs';

const key = (snapshot) => JSON.stringify(snapshot.value);
const [initial] = initialTransition(machine);
const seen = new Set([key(initial)]);
let level = [initial],
  steps = 0,
  depth = 0;
while (level.length) {
  const found = [];
  for (const snapshot of level) {
    for (const type of events) {
      if (!snapshot.can({ type })) continue;
      steps++;
      const [after] = transition(machine, snapshot, { type });
      if (seen.has(key(after))) continue;
      seen.add(key(after));
      found.push(after);
    }
  }
  if (found.length) depth++;
  level = found;
}
console.log(JSON.stringify([seen.size, steps, depth]));
