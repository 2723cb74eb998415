/** Has something ended when the time comes, what was deferred last first. */
export type Defer = (end: () => unknown) => void;

/**
 * For what tests open: it ends after the test that deferred it, or, with `afterAll`, after the last of the file or group.
 * Called where tests are declared.
 */
export const useCleanup = (when: typeof afterEach = afterEach): Defer => {
  const ends: (() => unknown)[] = [];
  when(async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  });
  return (end) => void ends.push(end);
};
