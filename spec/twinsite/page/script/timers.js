// The timers that run, as bars, with what gives their length; and their lengths, to be changed.

function drawTimers(view, acts) {
  const { kernel, run, cursor } = view;
  const running = [...run.running].sort((one, other) => one.due - other.due);
  const bars = running.length
    ? h(
        'ul',
        { class: 'timers' },
        running.map((timer) => {
          const length = timer.due - timer.begun,
            passed = Math.min(run.now - timer.begun, length);
          return h(
            'li',
            {},
            h('span', {}, timer.event.label),
            h('progress', {
              max: length,
              value: passed,
              'aria-label': `${timer.event.label}: ${seconds(passed)} of ${seconds(length)}`,
            }),
            h(
              'small',
              {},
              `${seconds(passed)} of ${seconds(length)} · `,
              lengthName(view, timer.event.length),
              ` · ${machineWords(kernel, timer.event.place)}`,
            ),
          );
        }),
      )
    : h('p', {}, 'No timer runs.');
  const first = running[0];
  const note = first ? h('p', { class: 'count' }, 'A bar is full when its event is due.') : null;
  const most = first ? Math.max(first.due - run.now, 0) : Infinity;
  const pass = (event) => {
    event.preventDefault();
    const wanted = Number(new FormData(event.target).get('seconds'));
    if (!(wanted > 0)) return say('Write a number of seconds above 0.');
    if (wanted > most)
      return say(
        `The timer “${first.event.label}” is due in ${seconds(most)}: let it come first, or wait less.`,
      );
    acts.take(`+${wanted}`);
  };
  return [
    note,
    bars,
    h(
      'form',
      { class: 'wait', onsubmit: pass },
      h(
        'label',
        {},
        'Let ',
        h('input', {
          name: 'seconds',
          'data-key': `seconds ${view.mark}`,
          inputmode: 'decimal',
          size: 5,
          value: first && most > 0 ? String(Math.min(most, 10)) : '10',
          'aria-label': 'Seconds that pass',
        }),
        ' s pass ',
      ),
      h('button', { 'data-key': `wait ${view.mark}` }, 'Wait'),
      first
        ? h(
            'button',
            {
              type: 'button',
              'data-key': `next ${view.mark}`,
              onclick: () => acts.take(first.event.name),
            },
            `Until the next timer (${most > 0 ? seconds(most) : 'now'})`,
          )
        : null,
    ),
    h(
      'details',
      {
        open: view.open.has('lengths'),
        ontoggle: (event) => view.open[event.target.open ? 'add' : 'delete']('lengths'),
      },
      h('summary', {}, 'Lengths of the timers'),
      h(
        'p',
        { class: 'count' },
        view.profile.agents?.length
          ? `As ${view.profile.agents[0]} has them.`
          : 'The defaults of the options. The check holds for all lengths; a trace may need particular ones.',
      ),
      Object.entries(cursor.lengths).map(([name, value]) =>
        h(
          'label',
          { class: 'length' },
          h('input', {
            value: String(value),
            inputmode: 'decimal',
            size: 6,
            'data-key': `length ${name} ${view.mark}`,
            onchange: (event) => acts.lengthen(name, Number(event.target.value)),
          }),
          h('span', {}, ` s  ${name}`),
          h('small', {}, kernel.tables.lengths[name] ?? ''),
        ),
      ),
    ),
  ];
}

// Return the name of a length, as a link where it is that of an option.
function lengthName(view, name) {
  const isOption = view.tables.catalogue.options.some((option) => option.name === name);
  return isOption ? h('a', { href: view.look(name) }, name) : name;
}
