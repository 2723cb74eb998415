import { setImmediate as turn } from 'node:timers/promises';

/** Resolves when the condition holds; fails loudly after `patience` milliseconds. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await turn();
  }
};

export const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

/** Fails when the promise takes longer: a check must not hang on a broken implementation. */
export const within = async <Result>(what: string, promise: Promise<Result>, patience = 10_000): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
