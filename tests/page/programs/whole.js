return input.names.map((name) => {
  const kernel = load(tables, name),
    { way, states, steps, depth } = searched(kernel, kernel.initial, () => false);
  return [name, way, { states, steps, depth }, kernel.profile.search];
});
