import type { ClockAlarm, ClockKind, Deadline } from '@daqidi/schemas';

/** When something is due, and from when on it is said to be due soon, where that is said at all. ISO 8601. */
export interface Due {
  readonly dueAt: string;
  readonly dueSoonAt?: string;
}

/** A clock of a case: while it runs exactly one timer is armed, due-soon first, then overdue. Due dates never move by themselves. */
export type CaseClock<Kind extends string, Terms extends Due> = Terms & {
  readonly kind: Kind;
  readonly status: 'RUNNING' | 'SUSPENDED' | 'OVERDUE' | 'ENDED';
  /** The next timer to fire while the clock runs; null when overdue has fired. */
  readonly next: 'DUE_SOON' | 'OVERDUE' | null;
};

type AnyClock = CaseClock<string, Due>;
/** What an event does to a clock that may not be there. */
type Change = <Clock extends AnyClock>(clock: Clock | null) => Clock | null;

export const startClock = <Kind extends string, Terms extends Due>(kind: Kind, terms: Terms): CaseClock<Kind, Terms> => ({
  ...terms,
  kind,
  status: 'RUNNING',
  next: terms.dueSoonAt === undefined ? 'OVERDUE' : 'DUE_SOON',
});

/** A clock of which nothing is said before it is overdue. */
export type QuietClock<Kind extends string> = CaseClock<Kind, Omit<Deadline, 'dueSoonAt'> & Due>;

export const startQuietClock = <Kind extends string>(kind: Kind, { dueSoonAt: _, ...terms }: Deadline): QuietClock<Kind> =>
  startClock(kind, terms);

/** Due-soon has been said: overdue is armed. */
export const warned: Change = (clock) => clock && { ...clock, next: 'OVERDUE' };

export const ranOut: Change = (clock) => clock && { ...clock, status: 'OVERDUE', next: null };

/** Only the timer stops: the days in between count. */
export const suspendClock: Change = (clock) => clock && { ...clock, status: 'SUSPENDED' };

/** Goes on under these terms, which leave it at least as much time; what was said of it stays said. */
export const resumeClock = <Clock extends AnyClock>(clock: Clock | null, terms: Due): Clock | null =>
  clock && { ...clock, ...terms, status: clock.next === null ? 'OVERDUE' : 'RUNNING' };

export const endClock: Change = (clock) => clock && { ...clock, status: 'ENDED' };

/** Whether it ever ran out, also where it has ended since. */
export const hasRunOut = (clock: AnyClock | null): boolean => clock !== null && clock.next === null;

/** Whether time passes on it, run out or not. */
export const isGoingOn = (clock: AnyClock | null): boolean => clock?.status === 'RUNNING' || clock?.status === 'OVERDUE';

/** What has no due date comes after everything that has one. */
const undated = '9999-12-31T23:59:59.999Z';

/** The place of a document in the order of due dates: unique; without a due date at the end. */
export const dueOrder = (dueAt: string | null, id: string): string => `${dueAt ?? undated}|${id}`;

/** The timer that is armed. */
export const armedTimer = (clock: AnyClock | null): 'DUE_SOON' | 'OVERDUE' | null =>
  clock?.status === 'RUNNING' ? clock.next : null;

/** When the armed timer fires, in milliseconds since the epoch: the due moment itself is still in time. */
export const armedAt = (clock: AnyClock | null): number | null => {
  const timer = armedTimer(clock);
  if (clock === null || timer === null) return null;
  return Date.parse(timer === 'DUE_SOON' ? (clock.dueSoonAt ?? clock.dueAt) : clock.dueAt) + 1;
};

/** What has the clock whose timer fires first, the foremost where two fire at once; null where no timer is armed. */
export const firstArmed = <Item>(items: readonly Item[], clockOf: (item: Item) => AnyClock | null): Item | null => {
  const armed = items.flatMap((item) => {
    const at = armedAt(clockOf(item));
    return at === null ? [] : [{ item, at }];
  });
  return armed.sort((one, other) => one.at - other.at)[0]?.item ?? null;
};

interface Timed {
  readonly appealId: string;
}

interface Alarm {
  readonly type: 'ClockDueSoon' | 'ClockOverdue';
  readonly v: 1;
  readonly data: ClockAlarm;
}

/** What is said when the armed timer of a case's clock is due; `unitId` owes the work, null where a panel does. */
export const alarmOf = (
  clock: CaseClock<ClockKind, Due> | null,
  about: Timed | null,
  unitId: string | null,
): readonly Alarm[] => {
  const timer = armedTimer(clock);
  if (clock === null || timer === null || about === null) return [];
  const data = { appealId: about.appealId, clock: clock.kind, dueAt: clock.dueAt, unitId };
  return [{ type: timer === 'DUE_SOON' ? 'ClockDueSoon' : 'ClockOverdue', v: 1, data }];
};
