import { setImmediate as turn } from 'node:timers/promises';

/** Resolves when the condition holds; fails loudly after so many milliseconds. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await turn();
  }
};

export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export const gate = (): Gate => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};
