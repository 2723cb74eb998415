/** What a test takes for granted before it goes on, told to the compiler too. */
export function invariant(condition: unknown, message = 'what the test takes for granted does not hold'): asserts condition {
  if (!condition) throw new Error(message);
}
