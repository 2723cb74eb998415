import chineseDays from 'chinese-days';

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;

export interface DueDate {
  /** The last moment of the due day in Asia/Shanghai, ISO 8601 UTC. */
  readonly at: string;
  readonly on: Day;
  /** True when a year on the way has no known holiday list, so weekdays were assumed. */
  readonly provisional: boolean;
}

export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** The end of the n-th working day after `start` (n = 0: of `start` itself). */
  dueAfter(start: Day, workingDays: number): DueDate;
  /** Working days after `from`, up to and with `to`. */
  workingDaysBetween(from: Day, to: Day): number;
}

/** The mainland has one time zone and no summer time since 1991. */
const shanghaiOffset = 8 * 3_600_000;
const dayLength = 86_400_000;

/** The calendar day that a moment (ms since the epoch, or ISO 8601) falls on in Asia/Shanghai. */
export const dayInShanghai = (moment: number | string): Day =>
  new Date(new Date(moment).getTime() + shanghaiOffset).toISOString().slice(0, 10);

/** The month, `YYYY-MM`, in Asia/Shanghai. */
export const monthInShanghai = (moment: number | string): string => dayInShanghai(moment).slice(0, 7);

/** The last millisecond of a day in Asia/Shanghai, ISO 8601 UTC. */
export const endOfDay = (day: Day): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + dayLength - 1 - shanghaiOffset).toISOString();

const nextDay = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00.000Z`) + dayLength).toISOString().slice(0, 10);

const isWeekday = (day: Day): boolean => ![0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

/** What chinese-days calls a day that no list names. */
const weekdayName = /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

/**
 * The State Council's working calendar, make-up days included. For a year it does not know, chinese-days answers by weekday
 * without saying so; `knownYears` (policy data) says which years may be trusted.
 */
export const createWorkingCalendar = (knownYears: readonly number[]): WorkingCalendar => {
  const known = new Set(knownYears);
  const isKnown = (day: Day): boolean => known.has(Number(day.slice(0, 4)));
  const isWorkingDay = (day: Day): boolean => {
    // In a process whose time zone is west of Greenwich chinese-days finds a listed day, but takes others for the day before.
    const { name, work } = chineseDays.getDayDetail(day);
    return weekdayName.test(name) ? isWeekday(day) : work;
  };
  const count = (start: Day, workingDays: number): DueDate => {
    let day = start;
    let provisional = !isKnown(day);
    for (let left = workingDays; left > 0; ) {
      day = nextDay(day);
      if (!isKnown(day)) provisional = true;
      if (isWorkingDay(day)) left -= 1;
    }
    return { at: endOfDay(day), on: day, provisional };
  };
  // All clocks of a day count from it.
  let counted = { start: '', due: new Map<number, DueDate>() };
  return {
    isWorkingDay,
    dueAfter: (start, workingDays) => {
      if (counted.start !== start) counted = { start, due: new Map() };
      const due = counted.due.get(workingDays) ?? count(start, workingDays);
      counted.due.set(workingDays, due);
      return due;
    },
    workingDaysBetween: (from, to) => {
      let between = 0;
      for (let day = from; day < to; ) {
        day = nextDay(day);
        if (isWorkingDay(day)) between += 1;
      }
      return between;
    },
  };
};

/** A clock as the calendar arms it. Moments are ISO 8601 UTC. */
export interface Deadline {
  readonly startedOn: Day;
  readonly workingDays: number;
  readonly dueSoonAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
}

/** Counts from the day after `startedOn`; warns `warnBefore` working days ahead, at the earliest at the end of the first day. */
export const deadline = (calendar: WorkingCalendar, startedOn: Day, workingDays: number, warnBefore: number): Deadline => {
  const due = calendar.dueAfter(startedOn, workingDays);
  return {
    startedOn,
    workingDays,
    dueSoonAt: calendar.dueAfter(startedOn, Math.max(workingDays - warnBefore, 0)).at,
    dueAt: due.at,
    provisional: due.provisional,
  };
};
