import { dayInShanghai, deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { Deadline, PolicyNumbers } from '@daqidi/schemas';

/**
 * A deadline of so many working days by the policy in force, counted from the day after that of `now` (ms since the epoch, Asia/Shanghai)
 * to the end of the last day.
 */
export const deadlineFrom = (
  directory: Pick<Directory, 'policy' | 'calendar'>,
  now: number,
  workingDays: (policy: PolicyNumbers) => number,
): Deadline => {
  const policy = directory.policy(now);
  return {
    ...deadline(directory.calendar(now), dayInShanghai(now), workingDays(policy), policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  };
};

/** The terms alone, of anything that carries them: a clock, an event. */
export const termsOf = ({ startedOn, workingDays, dueSoonAt, dueAt, provisional, policyVersion }: Deadline): Deadline => ({
  startedOn,
  workingDays,
  dueSoonAt,
  dueAt,
  provisional,
  policyVersion,
});
