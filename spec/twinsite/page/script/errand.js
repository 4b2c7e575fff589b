// What the worker does: search, and tell how far it is.

onmessage = ({ data }) => {
  const kernel = load(data.tables, data.name);
  const hit = (state) => reached(kernel, data.goal, state);
  let told = 0;
  const observe = (progress) => {
    if (progress.states - told >= 20000) (postMessage(progress), (told = progress.states));
  };
  const kept = cone(kernel, data.goal);
  const found = searched(kernel, data.from, hit, observe, kept);
  postMessage({
    ...found,
    still: kernel.machines.length - kept.length,
    way: found.way && found.way.map((number) => kernel.events[number].name),
    done: true,
  });
};
