type Declare = (name: string, body: () => unknown, timeout?: number) => void;

/** Declares a test, or, where there is a reason not to run it, one that is skipped and says why. */
export const testUnless = (reason: string | null): Declare =>
  reason === null
    ? (name, body, timeout) => test(name, async () => void (await body()), timeout)
    : (name, body) => test.skip(`${name} (${reason})`, async () => void (await body()));
