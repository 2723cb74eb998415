/** How often a document that another process may write is looked at while somebody waits for it, in milliseconds. */
const lookEvery = 20;

/** A place in a stream. */
export interface Awaited {
  readonly stream: string;
  readonly seq: number;
}

/** True as soon as `isThere` says so; false when that takes longer than `milliseconds`. */
export const waitUntil = async (isThere: () => Promise<boolean>, milliseconds: number): Promise<boolean> => {
  const until = performance.now() + milliseconds;
  for (;;) {
    if (await isThere()) return true;
    if (performance.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
};
