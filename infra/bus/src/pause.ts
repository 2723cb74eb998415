import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds: the first pause, doubled after each further failure up to the cap. */
export interface Pauses {
  readonly first: number;
  readonly cap: number;
}

export const pauseAfter = ({ first, cap }: Pauses, failures: number): number =>
  Math.min(cap, first * 2 ** Math.min(30, failures - 1));

/** Waits that many milliseconds, or until aborted; then, too, it resolves. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
