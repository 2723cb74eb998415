import { atMinuteOf, type Day, dayInShanghai, deadline, endOfDay, hourInShanghai, type WorkingCalendar } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { Category, Deadline, PolicyNumbers } from '@daqidi/schemas';

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
    ...deadline(directory.calendar(), dayInShanghai(now), workingDays(policy), policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  };
};

/**
 * The unit's days for a matter of this category from `now` on (ms since the epoch). A consultation that comes in office hours is due the same
 * working day, one that comes after them or on a day off the next (domain, 2.3).
 */
export const handlingDeadline = (
  directory: Pick<Directory, 'policy' | 'calendar'>,
  now: number,
  category: Category,
): Deadline => {
  const { officeEndsAtHour } = directory.policy(now);
  const isOpen = directory.calendar().isWorkingDay(dayInShanghai(now)) && hourInShanghai(now) < officeEndsAtHour;
  const more = category === 'CONSULTATION' && !isOpen ? 1 : 0;
  return deadlineFrom(directory, now, ({ handlingWorkingDays }) => handlingWorkingDays[category] + more);
};

/**
 * For somebody's turn on a matter of this category, so many working days from `now` on (ms since the epoch): a consultation has the day on
 * which it would be answered, and no more.
 */
export const turnDeadline = (
  directory: Pick<Directory, 'policy' | 'calendar'>,
  now: number,
  category: Category,
  workingDays: (policy: PolicyNumbers) => number,
): Deadline =>
  category === 'CONSULTATION' ? handlingDeadline(directory, now, category) : deadlineFrom(directory, now, workingDays);

const minute = 60_000;

/** So many minutes of work after a moment (ms since the epoch), ISO 8601: what begins out of office hours begins when they do. */
export const officeMinutesAfter = (
  directory: Pick<Directory, 'policy' | 'calendar'>,
  moment: number,
  minutes: (policy: PolicyNumbers) => number,
): string => {
  const policy = directory.policy(moment);
  const { officeStartsAtHour, officeEndsAtHour } = policy;
  const calendar = directory.calendar();
  const day = dayInShanghai(moment);
  const hour = hourInShanghai(moment);
  const isOpenToday = calendar.isWorkingDay(day) && hour < officeEndsAtHour;
  const opensAt = atMinuteOf(isOpenToday ? day : calendar.dueAfter(day, 1).on, officeStartsAtHour * 60);
  return new Date(Math.max(moment, opensAt) + minutes(policy) * minute).toISOString();
};

/** The same clock with so many working days more: it counts from where it began, and cites the policy that it began under. */
export const extendedDeadline = (
  directory: Pick<Directory, 'calendar' | 'policyVersion'>,
  { startedOn, workingDays, policyVersion }: Pick<Deadline, 'startedOn' | 'workingDays' | 'policyVersion'>,
  days: number,
): Deadline => {
  const warnBefore = directory.policyVersion(policyVersion)?.dueSoonWorkingDays ?? 0;
  return { ...deadline(directory.calendar(), startedOn, workingDays + days, warnBefore), policyVersion };
};

/** What a clock that stood still from the day after `from` has left, counted from the day `to` on; both in Asia/Shanghai. */
export const deadlineAfterPause = (
  directory: Pick<Directory, 'calendar' | 'policyVersion'>,
  { startedOn, workingDays, policyVersion }: Pick<Deadline, 'startedOn' | 'workingDays' | 'policyVersion'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Deadline => {
  const left = workingDays - directory.calendar().workingDaysBetween(startedOn, from);
  return extendedDeadline(directory, { startedOn: to, workingDays: left, policyVersion }, 0);
};

/** The moment after the last one of a day in Asia/Shanghai, in milliseconds since the epoch. */
export const dayIsOverAt = (day: Day): number => Date.parse(endOfDay(day)) + 1;

/** The terms alone, of anything that carries them: a clock, an event. */
export const termsOf = ({ startedOn, workingDays, dueSoonAt, dueAt, provisional, policyVersion }: Deadline): Deadline => ({
  startedOn,
  workingDays,
  dueSoonAt,
  dueAt,
  provisional,
  policyVersion,
});

/** Working days that are one unit's own: those of others in between are not counted (domain, 2.3). */
export interface OwnDays {
  /** They are counted from the day after, Asia/Shanghai. */
  readonly from: Day;
  /** Fewer than none where they have run out. */
  readonly left: number;
}

/** The end of the last of them, ISO 8601; null where they have run out. */
export const ownDueAt = (calendar: Pick<WorkingCalendar, 'dueAfter'>, { from, left }: OwnDays): string | null =>
  left < 0 ? null : calendar.dueAfter(from, left).at;

/** How many are left of them after work that ended at this moment (ISO 8601); -1 where it ended too late. */
export const ownDaysLeft = (calendar: WorkingCalendar, own: OwnDays, endedAt: string): number => {
  const due = ownDueAt(calendar, own);
  return due === null || endedAt > due ? -1 : own.left - calendar.workingDaysBetween(own.from, dayInShanghai(endedAt));
};
