import { setTimeout as delay } from 'node:timers/promises';

export const isAlive = (pid: number | null): boolean => {
  try {
    return pid !== null && process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Resolves when the condition holds; fails loudly after so many milliseconds. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await delay(10);
  }
};
