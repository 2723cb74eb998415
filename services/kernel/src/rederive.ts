import { deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { ClockKind, Deadline } from '@daqidi/schemas';
import type { CaseClock } from './clock.js';

/** What a clock runs under; one that says nothing before it is due has no such moment. */
export type Terms = Omit<Deadline, 'dueSoonAt'> & { readonly dueSoonAt?: string };

/** A clock that was derived again from the calendar. */
export interface Rederivation {
  /** What was due until now. */
  readonly before: string;
  readonly deadline: Deadline;
  /** The holiday lists that it follows from. */
  readonly lists: { readonly year: number; readonly number: number }[];
}

const yearOf = (moment: string): number => Number(moment.slice(0, 4));

/** Whether its due date rests on a list that is still to come. */
export const isProvisional = (clock: CaseClock<string, Terms> | null): boolean =>
  clock !== null && clock.status !== 'ENDED' && clock.provisional;

/**
 * The terms of an open clock by the holiday lists as they are known now; null where they are final, or the same (domain, 2.3). The start
 * and the days stay what they are.
 */
export const rederive = (
  directory: Pick<Directory, 'calendar' | 'policyVersion' | 'holidayLists'>,
  clock: CaseClock<string, Terms> | null,
): Rederivation | null => {
  if (clock === null || !isProvisional(clock)) return null;
  const { startedOn, workingDays, policyVersion, dueAt: before, provisional } = clock;
  const warnBefore = directory.policyVersion(policyVersion)?.dueSoonWorkingDays ?? 0;
  const now = { ...deadline(directory.calendar(), startedOn, workingDays, warnBefore), policyVersion };
  if (now.dueAt === before && now.provisional === provisional) return null;
  const lists = directory.holidayLists().filter(({ year }) => year >= yearOf(startedOn) && year <= yearOf(now.dueAt) + 1);
  return { before, deadline: now, lists: lists.map(({ year, number }) => ({ year, number })) };
};

/** Whether overdue was said although, by the new terms, it is not due yet. `now` in ms since the epoch. */
export const overtakes = (clock: CaseClock<string, Terms>, { deadline: { dueAt } }: Rederivation, now: number): boolean =>
  clock.next === null && Date.parse(dueAt) >= now;

interface Rederived {
  readonly type: 'ClockRederived';
  readonly v: 1;
  readonly data: Rederivation & { readonly appealId: string; readonly clock: ClockKind; readonly withdraws: boolean };
}

/** What is said when a case's clock goes by other terms from now on (ms since the epoch); nothing where `derived` is null. */
export const rederivedOf = (
  clock: CaseClock<ClockKind, Terms> | null,
  about: { readonly appealId: string } | null,
  derived: Rederivation | null,
  now: number,
): readonly Rederived[] => {
  if (clock === null || about === null || derived === null) return [];
  const data = { appealId: about.appealId, clock: clock.kind, ...derived, withdraws: overtakes(clock, derived, now) };
  return [{ type: 'ClockRederived', v: 1, data }];
};

/** Goes on under the new terms; where overdue was taken back, it is armed again. A quiet clock stays quiet. */
export const underTerms = <Clock extends CaseClock<string, Terms>>(
  clock: Clock,
  { dueSoonAt, ...quiet }: Terms,
  withdraws: boolean,
): Clock => {
  const terms = clock.dueSoonAt === undefined || dueSoonAt === undefined ? quiet : { ...quiet, dueSoonAt };
  if (!withdraws) return { ...clock, ...terms };
  return { ...clock, ...terms, next: 'OVERDUE', status: clock.status === 'OVERDUE' ? 'RUNNING' : clock.status };
};
