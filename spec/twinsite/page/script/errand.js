// What the worker does: search, and tell how far it is.

onmessage = ({ data }) => {
  const kernel = load(data.tables, data.name);
  const hit = (state) => reached(kernel, data.goal, state);
  let told = 0;
  const found = searched(kernel, data.from, hit, (progress) => {
    if (progress.states - told >= 20000) (postMessage(progress), (told = progress.states));
  });
  postMessage({
    ...found,
    way: found.way && found.way.map((number) => kernel.events[number].name),
    done: true,
  });
};
