import type { Tools } from '../tools.js';

const hour = 3_600_000;
/** How long nothing is looked at after it was, in milliseconds. */
const rest = hour / 4;

/** What was uploaded and named by nothing is gone after the hours that the policy says; one service sees to it for all. */
export const sweepUploads = ({ files, directory, clock }: Tools): (() => Promise<number>) => {
  let restsUntil = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    if (now < restsUntil) return 0;
    restsUntil = now + rest;
    return files.sweep(new Date(now - directory.policy(now).uploadKeptHours * hour).toISOString());
  };
};
