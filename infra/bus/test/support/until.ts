import { setImmediate as turn } from 'node:timers/promises';

// Milliseconds. Saboteurs are given less: their checks wait in vain.
const usualPatience = (): number => Number(process.env.CONTRACT_PATIENCE ?? 10_000);

/** Resolves when the condition holds; fails loudly after so many milliseconds. */
export const until = async (
  what: string,
  condition: () => boolean | Promise<boolean>,
  patience = usualPatience(),
): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await turn();
  }
};

/** Looks for a while that something does not happen; fails when it does. Nothing else can show that nothing comes. */
export const never = async (what: string, condition: () => boolean | Promise<boolean>, window = 100): Promise<void> => {
  const end = performance.now() + window;
  while (performance.now() < end) {
    if (await condition()) throw new Error(`it should never be that ${what}`);
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
export const within = async <Result>(what: string, promise: Promise<Result>, patience = usualPatience()): Promise<Result> => {
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
