// Goals over states and predicates: session.ready and windows_open and not at_peer

// Return the goal behind a text, as a guard whose atoms are { state } or { predicate }.
function goalOf(kernel, text) {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const expected = (what) =>
    new Error(
      at < words.length
        ? `“${words[at]}” stands where ${what} should`
        : `${what} is missing at the end`,
    );
  const atom = () => {
    const word = words[at];
    if (word === undefined || [')', 'and', 'or'].includes(word))
      throw expected('a state or a predicate');
    at++;
    if (word === 'not') return { not: atom() };
    if (word !== '(') return named(kernel, word);
    const inner = either();
    if (words[at] !== ')') throw expected('a closing parenthesis');
    at++;
    return inner;
  };
  const both = () => {
    const parts = [atom()];
    while (words[at] === 'and') (at++, parts.push(atom()));
    return parts.length > 1 ? { all: parts } : parts[0];
  };
  const either = () => {
    const parts = [both()];
    while (words[at] === 'or') (at++, parts.push(both()));
    return parts.length > 1 ? { any: parts } : parts[0];
  };
  const goal = either();
  if (at < words.length) throw expected('“and”, “or” or the end');
  return goal;
}

// Return what a word of a goal stands for: machine.state, a predicate, or a state of one machine.
function named(kernel, word) {
  const [name, ...rest] = word.split('.');
  if (rest.length) {
    const place = kernel.placeOf.get(name);
    if (place === undefined) throw new Error(`no machine is named “${name}” in this profile`);
    const state = kernel.machines[place].chart.states.indexOf(rest.join('.'));
    if (state < 0)
      throw new Error(
        `“${name}” has no state “${rest.join('.')}”, but ${kernel.machines[place].chart.states.join(', ')}`,
      );
    return { place, state };
  }
  if (kernel.treeOf(word, '') !== undefined) return { predicate: word };
  const places = kernel.machines.flatMap((machine, place) =>
    machine.chart.states.includes(word) ? [place] : [],
  );
  if (places.length === 1)
    return { place: places[0], state: kernel.machines[places[0]].chart.states.indexOf(word) };
  if (places.length)
    throw new Error(
      `“${word}” is a state of ${places.map((place) => kernel.machines[place].name).join(' and of ')}: write machine.state`,
    );
  throw new Error(`“${word}” is neither a state nor a predicate of this profile`);
}

// Return the places of the machines on which it depends, now or later, whether a goal is reached:
// those that it reads, that their guards read, and that tell them anything.
function cone(kernel, goal) {
  const found = new Set(),
    reads = new Set();
  const read = (tree) => {
    if (typeof tree !== 'number' || reads.has(tree)) return;
    reads.add(tree);
    found.add(kernel.nodes[tree].place);
    kernel.nodes[tree].follows.forEach(read);
  };
  const guard = (of, parameter) => {
    if (typeof of === 'string') read(kernel.treeOf(of, parameter));
    else for (const each of of?.all ?? of?.any ?? (of ? [of.not] : [])) guard(each, parameter);
  };
  const asked = (of) => {
    if (of.enabled !== undefined) found.add(kernel.events[kernel.numberOf.get(of.enabled)].place);
    else if (of.predicate) read(kernel.treeOf(of.predicate, ''));
    else if (of.place !== undefined) found.add(of.place);
    else for (const each of of.all ?? of.any ?? [of.not]) asked(each);
  };
  const tells = (machine, place) =>
    machine.chart.transitions.some((each) =>
      each.effects?.some((effect) => kernel.listeners.get(effect)?.includes(place)),
    );
  asked(goal);
  for (const place of found) {
    const { chart, parameter = '' } = kernel.machines[place];
    for (const each of chart.transitions) guard(each.guard, parameter);
    kernel.machines.forEach((machine, other) => tells(machine, place) && found.add(other));
  }
  return [...found].sort((one, other) => one - other);
}

// Return whether a goal is reached in a state.
function reached(kernel, goal, state) {
  if (goal.enabled !== undefined)
    return kernel.reach(state, kernel.numberOf.get(goal.enabled)) !== null;
  if (goal.not) return !reached(kernel, goal.not, state);
  if (goal.all) return goal.all.every((each) => reached(kernel, each, state));
  if (goal.any) return goal.any.some((each) => reached(kernel, each, state));
  if (goal.predicate) return kernel.decide(kernel.treeOf(goal.predicate, ''), state);
  return state[goal.place] === goal.state;
}
