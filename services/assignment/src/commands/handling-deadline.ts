import { dayInShanghai, deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { PolicyNumbers } from '@daqidi/schemas';
import type { Deadline } from '../domain/clock.js';

/** The handling clock of a category, counted from the day after the assignment at `now` (ms since the epoch). */
export const handlingDeadline = (
  directory: Directory,
  category: keyof PolicyNumbers['handlingWorkingDays'],
  now: number,
): Deadline => {
  const policy = directory.policy(now);
  const days = policy.handlingWorkingDays[category];
  return {
    ...deadline(directory.calendar(now), dayInShanghai(now), days, policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  };
};
