import { dayInShanghai, deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { ClockKind, Deadline } from '../domain/clock.js';

/** A review's short clock, counted from the day of `now` (ms since the epoch) by the policy in force. */
export const reviewDeadline = (directory: Directory, kind: ClockKind, now: number): Deadline => {
  const policy = directory.policy(now);
  const workingDays = kind === 'SCREENING' ? policy.screeningWorkingDays : policy.assessingWorkingDays;
  return {
    ...deadline(directory.calendar(now), dayInShanghai(now), workingDays, policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  };
};
