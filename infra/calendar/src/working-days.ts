/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;

export interface DueDate {
  /** The last moment of the due day in Asia/Shanghai, ISO 8601 UTC. */
  readonly at: string;
  readonly on: Day;
  /** True when the list of a year on the way is provisional or missing. */
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
/** In milliseconds. */
export const dayLength = 86_400_000;

/** The calendar day that a moment (ms since the epoch, or ISO 8601) falls on in Asia/Shanghai. */
export const dayInShanghai = (moment: number | string): Day =>
  new Date(new Date(moment).getTime() + shanghaiOffset).toISOString().slice(0, 10);

/** The hour, 0 to 23, at a moment (ms since the epoch) in Asia/Shanghai. */
export const hourInShanghai = (moment: number): number => new Date(moment + shanghaiOffset).getUTCHours();

/** The month, `YYYY-MM`, in Asia/Shanghai. */
export const monthInShanghai = (moment: number | string): string => dayInShanghai(moment).slice(0, 7);

/** The last millisecond of a day in Asia/Shanghai, ISO 8601 UTC. */
export const endOfDay = (day: Day): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + dayLength - 1 - shanghaiOffset).toISOString();

/** A minute of a day in Asia/Shanghai (0 is midnight), in milliseconds since the epoch. */
export const atMinuteOf = (day: Day, minute: number): number =>
  Date.parse(`${day}T00:00:00.000Z`) - shanghaiOffset + minute * 60_000;

const nextDay = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00.000Z`) + dayLength).toISOString().slice(0, 10);

/** Monday to Friday, whatever the lists say. */
export const isWeekday = (day: Day): boolean => ![0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

/** What one year has besides its weeks. A later statement about the year replaces it. */
export interface HolidayList {
  readonly year: number;
  readonly daysOff: readonly Day[];
  /** Weekend days that are worked. */
  readonly makeUpDays: readonly Day[];
  /** True while the State Council's list is not out. */
  readonly provisional: boolean;
}

/** The mainland's working calendar by the lists that were stated; a year without one goes by weekday. */
export const createWorkingCalendar = (lists: readonly HolidayList[]): WorkingCalendar => {
  const final = new Set(lists.filter(({ provisional }) => !provisional).map(({ year }) => year));
  const off = new Set(lists.flatMap(({ daysOff }) => daysOff));
  const made = new Set(lists.flatMap(({ makeUpDays }) => makeUpDays));
  const isKnown = (day: Day): boolean => final.has(Number(day.slice(0, 4)));
  const isWorkingDay = (day: Day): boolean => made.has(day) || (isWeekday(day) && !off.has(day));
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
