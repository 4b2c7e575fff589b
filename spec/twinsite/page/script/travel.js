// Go to: a breadth-first search in a worker, so that the page stays alive.

let traveller = null;

function stopTravel() {
  if (traveller) traveller.terminate();
  traveller = null;
}

// Look for a goal from a state; `observe` is told of the progress, `done` of what was found.
function travel(kernel, from, goal, observe, done) {
  stopTravel();
  const source = $('engine').textContent + '\n' + $('errand').textContent;
  const place = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = (traveller = new Worker(place));
  worker.onmessage = ({ data }) => {
    if (worker !== traveller) return;
    if (data.done) (stopTravel(), done(data));
    else observe(data);
  };
  worker.onerror = (error) => {
    stopTravel();
    done({ problem: error.message || 'The search could not be begun.' });
  };
  const { charts, machines, nodes, views, predicates, commands, compositions, profile } = {
    ...kernel.tables,
    profile: kernel.profile,
  };
  worker.postMessage({
    tables: {
      ...{ charts, machines, nodes, views, predicates, commands, compositions },
      profiles: [profile],
    },
    name: profile.name,
    from,
    goal,
  });
  URL.revokeObjectURL(place);
}
