/** Does what is dear once: whoever asks while it is under way waits for the same, and what failed is begun anew by the next who asks. */
export const untilItWorks = <Value>(work: () => Promise<Value>): (() => Promise<Value>) => {
  let underWay: Promise<Value> | null = null;
  return () => {
    underWay ??= work().catch((error: unknown) => {
      underWay = null;
      throw error;
    });
    return underWay;
  };
};
