import { dayInShanghai, deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { PolicyNumbers } from '@daqidi/schemas';
import type { Deadline } from '../domain/clock.js';

const deadlineOf = (directory: Directory, days: number, now: number): Deadline => {
  const policy = directory.policy(now);
  return {
    ...deadline(directory.calendar(now), dayInShanghai(now), days, policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  };
};

/** The letters office's clock, counted from the day after it got the entry at `now` (ms since the epoch). */
export const assigningDeadline = (directory: Directory, now: number): Deadline =>
  deadlineOf(directory, directory.policy(now).assigningWorkingDays, now);

/** The handling clock of a category, counted from the day after the assignment at `now` (ms since the epoch). */
export const handlingDeadline = (
  directory: Directory,
  category: keyof PolicyNumbers['handlingWorkingDays'],
  now: number,
): Deadline => {
  return deadlineOf(directory, directory.policy(now).handlingWorkingDays[category], now);
};
