// The machines as their diagrams, drawn beforehand; the present state is lit.

// Return the diagrams of all machines in a state.
function drawMachines(view, mark) {
  const { kernel, run } = view;
  const moved = new Map((run.step?.moves ?? []).map((move) => [move.place, []]));
  for (const move of run.step?.moves ?? []) moved.get(move.place).push(move.transition);
  return kernel.machines.map((machine, place) => {
    const words = stateWords(kernel, place, run.state[place]);
    return h(
      'figure',
      { class: moved.has(place) ? 'machine moved' : 'machine' },
      h(
        'figcaption',
        {},
        h(
          'a',
          { href: view.look(machine.chart.name), title: machine.chart.question },
          machineWords(kernel, place),
        ),
        machine.place === 'history' ? h('small', {}, ' history variable of the properties') : null,
      ),
      diagram(machine, `${mark}${place}`, run.state[place], moved.get(place) ?? []),
      h('p', { class: 'now' }, words),
    );
  });
}

function diagram(machine, mark, state, transitions) {
  const template = $(`chart-${machine.chart.name}`);
  if (!template) return null;
  const svg = template.content.firstElementChild.cloneNode(true);
  const { states } = machine.chart;
  svg.setAttribute('role', 'img');
  svg.setAttribute(
    'aria-label',
    `${machine.words || machine.name}: ${states[state].replaceAll('_', ' ')}, one of ${many(states.length, 'state')}`,
  );
  const taken = new Set(
    transitions.map(
      (each) => `arrow-${states.indexOf(each.source)}-${states.indexOf(each.target)}`,
    ),
  );
  for (const group of svg.querySelectorAll('[id]')) {
    if (group.id === `state-${state}`) group.classList.add('lit');
    if (taken.has(group.id)) group.classList.add('taken');
    group.id = `${mark}-${group.id}`;
  }
  return svg;
}
