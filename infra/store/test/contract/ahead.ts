/**
 * Runs tasks that mostly wait some at a time, though tests run one after another: whoever asks for one has those after it begin too.
 * Answers the outcome of the task at the index.
 */
export const startAhead = (tasks: readonly (() => Promise<void>)[], atOnce: number): ((index: number) => Promise<void>) => {
  const started = new Map<number, Promise<void>>();
  const begin = (index: number): Promise<void> => {
    const outcome = started.get(index) ?? tasks[index]?.() ?? Promise.resolve();
    started.set(index, outcome);
    // Told to whoever asks for it.
    outcome.catch(() => undefined);
    return outcome;
  };
  return (index) => {
    for (let next = index; next < index + atOnce; next += 1) void begin(next);
    return begin(index);
  };
};
