import type { DirectoryEvents, Refused } from '@daqidi/schemas';
import { type BookState, type Changed, changed, type Stated } from './directory-state.js';

export type StatedList = DirectoryEvents['HolidayListStated'];
export type HolidayEvent = Stated<'HolidayListStated'> | Changed;

/** The lists by year. */
export type HolidayState = BookState<'HolidayListStated'>;

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

export const areDaysOfYear = ({ year, daysOff, makeUpDays }: Omit<StatedList, 'number'>): boolean => {
  const days = [...daysOff, ...makeUpDays];
  return (
    daysOff.length > 0 &&
    days.every((day) => day.startsWith(`${year}-`)) &&
    new Set(days).size === days.length &&
    days.length <= 100 &&
    makeUpDays.every(isWeekend)
  );
};

/**
 * A provisional list may be stated again, until the final one is; that one stays, even with a second person. Petitioners were told due dates
 * that rest on it, periods were settled and officers judged by it. Where the State Council extends a holiday afterwards, as in February
 * 2020, the running clocks are paused for a reason on the approved list, which stays in the history of each case (domain, 2.3).
 */
export const stateList = (state: HolidayState, list: Omit<StatedList, 'number'>): readonly HolidayEvent[] | Refused => {
  if (!areDaysOfYear(list)) return { refused: 'calendar.days' };
  const before = state[list.year];
  if (before !== undefined && !before.provisional) return { refused: 'calendar.final' };
  const stated = { type: 'HolidayListStated', v: 1, data: { ...list, number: (before?.number ?? 0) + 1 } } as const;
  return list.reason === null ? [stated] : [changed('HOLIDAYS', String(list.year), list.reason), stated];
};
