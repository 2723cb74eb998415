import { createWorkingCalendar, dayInShanghai, dayLength, firstHolidayLists } from '@daqidi/calendar';
import type { VirtualClock } from '@daqidi/runtime';
import { Declined, type World } from '../demo/world.js';
import { createMonthCase, type MonthCase } from './month-case.js';
import type { Act, CasePlan, MonthDay } from './plan-month.js';

/** A step that the platform refused; the case stays where it is from then on. */
export interface Refused {
  readonly number: number;
  readonly act: Act;
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
}

export interface MonthPlay {
  readonly world: World;
  readonly clock: VirtualClock;
  /** Resolves when nothing is due, unpublished or unread. */
  settled(): Promise<void>;
  /** Begins the requests' ids. */
  readonly run: string;
  readonly plans: readonly CasePlan[];
  /** In Asia/Shanghai, one after the other, as planned. */
  readonly days: readonly string[];
  /** Milliseconds since the epoch, UTC: the time at which the month ends. */
  readonly until: number;
  onDay(day: string): void;
}

const atOnce = 12;
const betweenRounds = 5 * 60_000;
/** The calendar days before that of `until`, and that day itself. */
export const daysBefore = (until: number, count: number): readonly string[] =>
  Array.from({ length: count + 1 }, (_, index) => dayInShanghai(until - (count - index) * dayLength));

export const monthDays = (days: readonly string[]): readonly MonthDay[] => {
  const calendar = createWorkingCalendar(firstHolidayLists());
  return days.map((day) => ({ working: calendar.isWorkingDay(day) }));
};

const inCrowdsOf = async <Item>(items: readonly Item[], crowd: number, work: (item: Item) => Promise<void>): Promise<void> => {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: crowd }, worker));
};

/** Plays the days one after the other under the clock, in rounds: of each case one step, then everybody hears of it. */
export const playMonth = async (play: MonthPlay): Promise<readonly Refused[]> => {
  const { world, clock, settled, run, plans, days, until, onDay } = play;
  const named = new Map<number, string>();
  const refused: Refused[] = [];
  const left = new Map<MonthCase, CasePlan['steps']>(
    plans.map((plan) => [createMonthCase(world, run, plan, named), plan.steps] as const),
  );
  const step = async (each: MonthCase): Promise<void> => {
    const [next, ...rest] = left.get(each) ?? [];
    if (next === undefined) return;
    left.set(each, rest);
    try {
      await each.act(next.act);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      refused.push({ number: each.plan.number, act: next.act, code: error.code, rule: error.rule, message: error.message });
      left.set(each, []);
    }
  };
  for (const [number, day] of days.entries()) {
    onDay(day);
    const morning = new Date(`${day}T00:50:00.000Z`).getTime();
    clock.set(Math.min(until, morning));
    await settled();
    for (;;) {
      const due = [...left].filter(([, [next]]) => next !== undefined && next.day <= number).map(([each]) => each);
      if (due.length === 0) break;
      await inCrowdsOf(due, atOnce, step);
      clock.set(Math.min(until, clock.now() + betweenRounds));
      await settled();
    }
  }
  clock.set(until);
  await settled();
  return refused;
};
