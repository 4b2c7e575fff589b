// The step of a profile from its tables. No transition is written here.
//
// A state is an array with the place of each machine's state in its chart.

const SIGNAL_LIMIT = 64; // more signals than this in one step are an endless exchange of signals

// Return a profile of the tables, ready to take steps.
function load(tables, name) {
  const profile = tables.profiles.find((each) => each.name === name);
  if (!profile) throw new Error(`no profile is named ${name}`);
  const composition = tables.compositions[profile.composition];
  const chartOf = new Map(tables.charts.map((chart) => [chart.name, chart]));
  const idOf = (machine) => machine.id ?? machine.name;
  const declared = new Map(tables.machines.map((machine) => [idOf(machine), machine]));
  const machines = composition.machines.map((each) => ({
    ...declared.get(each),
    chart: chartOf.get(declared.get(each).chart),
  }));
  const placeOf = new Map(machines.map((machine, place) => [machine.name, place]));
  const placeOfId = new Map(composition.machines.map((each, place) => [each, place]));
  const commands = new Set(tables.commands.map((command) => command.name));
  const nodes = tables.nodes.map((node) => ({
    place: placeOfId.get(idOf(tables.machines[node.machine])),
    follows: node.follows,
  }));

  // The answer of a decision tree in a state: a truth value or a word.
  const decide = (tree, state) => {
    while (typeof tree === 'number') tree = nodes[tree].follows[state[nodes[tree].place]];
    return tree;
  };
  const asked = Object.keys(tables.predicates).sort();
  const placeInView = new Map(asked.map((name, place) => [name, place]));
  const treeOf = (predicate, parameter) =>
    tables.views[profile.views[parameter]]?.[placeInView.get(predicate)] ?? undefined;
  const holds = (guard, parameter, state) => {
    if (guard === undefined) return true;
    if (typeof guard === 'string') return decide(treeOf(guard, parameter), state);
    if (guard.not !== undefined) return !holds(guard.not, parameter, state);
    if (guard.all) return guard.all.every((each) => holds(each, parameter, state));
    return guard.any.some((each) => holds(each, parameter, state));
  };
  // The same, made ready once.
  const compiled = (guard, parameter) => {
    if (guard === undefined) return null;
    if (typeof guard === 'string') {
      const tree = treeOf(guard, parameter);
      return typeof tree === 'boolean' ? () => tree : (state) => decide(tree, state);
    }
    if (guard.not !== undefined) {
      const inner = compiled(guard.not, parameter);
      return (state) => !inner(state);
    }
    const parts = (guard.all ?? guard.any).map((each) => compiled(each, parameter));
    return guard.all
      ? (state) => parts.every((each) => each(state))
      : (state) => parts.some((each) => each(state));
  };

  const listeners = new Map(
    Object.entries(composition.listeners).map(([signal, ids]) => [
      signal,
      ids.map((each) => placeOfId.get(each)),
    ]),
  );
  const choices = machines.map((machine) => {
    const { chart } = machine;
    const found = new Map(chart.events.map((event) => [event.id, chart.states.map(() => [])]));
    for (const declaration of chart.transitions) {
      const effects = declaration.effects ?? [];
      found.get(declaration.event)[chart.states.indexOf(declaration.source)].push({
        declaration,
        holds: compiled(declaration.guard, machine.parameter ?? ''),
        target: chart.states.indexOf(declaration.target),
        effects,
        signals: effects.filter((effect) => listeners.has(effect)),
      });
    }
    return found;
  });
  const events = machines.flatMap((machine, place) =>
    machine.chart.events
      .filter((event) => event.kind !== 'signal')
      .map((event) => ({
        ...event,
        place,
        machine,
        name: `${machine.name}.${event.id}`,
        choices: choices[place].get(event.id),
      })),
  );
  const numberOf = new Map(events.map((event, number) => [event.name, number]));

  const first = (possible, state) => {
    for (const choice of possible) if (choice.holds === null || choice.holds(state)) return choice;
    return null;
  };

  // Take a step; null if it is refused. What moves is told to `move`, if it is given.
  const reach = (state, number, move) => {
    const event = events[number];
    let choice = first(event.choices[state[event.place]], state);
    if (choice === null) return null;
    const now = state.slice();
    now[event.place] = choice.target;
    if (move) move(event.place, choice);
    if (!choice.signals.length) return now;
    const queue = [...choice.signals];
    for (let heard = 0; heard < queue.length; heard++) {
      if (heard === SIGNAL_LIMIT)
        throw new Error(`the signals after ${event.name} do not come to an end`);
      const signal = queue[heard];
      const places = listeners.get(signal);
      const chosen = places.map((place) => first(choices[place].get(signal)[now[place]], now));
      places.forEach((place, n) => {
        choice = chosen[n];
        if (choice === null) return;
        now[place] = choice.target;
        queue.push(...choice.signals);
        if (move) move(place, choice);
      });
    }
    return now;
  };
  // Take a step; null if it is refused. Moves and effects are in their order.
  const step = (state, number) => {
    const moves = [],
      log = [];
    const after = reach(state, number, (place, choice) => {
      moves.push({ place, transition: choice.declaration });
      for (const effect of choice.effects) log.push({ place, effect });
    });
    return after && { event: events[number], before: state, after, moves, log };
  };
  const initial = machines.map((machine, place) =>
    machine.chart.states.indexOf(composition.initial[place]),
  );
  return {
    tables,
    profile,
    composition,
    machines,
    placeOf,
    listeners,
    commands,
    nodes,
    events,
    numberOf,
    initial,
    decide,
    treeOf,
    holds,
    reach,
    step,
  };
}
