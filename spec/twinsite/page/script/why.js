// Why an event is not possible: which predicate decides it, and which machine in which state.

// Return what decides a tree in a state: each machine that was read, with its state.
function decidedBy(kernel, tree, state) {
  const read = [];
  while (typeof tree === 'number') {
    const { place, follows } = kernel.nodes[tree];
    read.push({ place, state: state[place] });
    tree = follows[state[place]];
  }
  return read;
}

// Return the predicates that keep a guard from holding, each with what it is and should be.
function obstacles(kernel, guard, parameter, state, wanted = true) {
  if (guard === undefined || kernel.holds(guard, parameter, state) === wanted) return [];
  if (typeof guard === 'string') {
    const read = decidedBy(kernel, kernel.treeOf(guard, parameter), state);
    return [{ predicate: guard, sentence: kernel.tables.predicates[guard], wanted, read }];
  }
  if (guard.not !== undefined) return obstacles(kernel, guard.not, parameter, state, !wanted);
  return (guard.all ?? guard.any).flatMap((each) =>
    obstacles(kernel, each, parameter, state, wanted),
  );
}

// Return why an event is refused in a state: the states that it can be taken from, if that is why,
// or for each transition from this state what keeps it from being enabled.
function whyNot(kernel, number, state) {
  const event = kernel.events[number];
  const { chart, parameter = '' } = event.machine;
  const own = chart.transitions.filter((each) => each.event === event.id);
  const here = chart.states[state[event.place]];
  const from = own.filter((each) => each.source === here);
  if (!from.length)
    return {
      from: [...new Set(own.map((each) => each.source))].map((source) =>
        chart.states.indexOf(source),
      ),
      choices: [],
    };
  return {
    from: [],
    choices: from.map((each) => ({
      target: chart.states.indexOf(each.target),
      obstacles: obstacles(kernel, each.guard, parameter, state),
    })),
  };
}
