try {
  goalOf(load(tables, input.name), input.goal);
  return '';
} catch (error) {
  return error.message;
}
