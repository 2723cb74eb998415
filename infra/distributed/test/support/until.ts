import { setImmediate as turn } from 'node:timers/promises';

/** Resolves when the condition holds; fails loudly after so many milliseconds. */
export const until = async (what: string, condition: () => boolean, patience = 10_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await turn();
  }
};
