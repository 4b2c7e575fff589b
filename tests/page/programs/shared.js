const kernel = load(tables, input.name);
const { runs, problem } = follow(kernel, kernel.profile.lengths, input.events);
if (problem) throw new Error(problem);
const view = { kernel, runs, profile: kernel.profile, cursor: { lengths: kernel.profile.lengths } };
return { text: traceText(view), test: traceTest(view), scenario: traceScenario(view) };
