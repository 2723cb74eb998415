import type { AssignmentEntryAssignedV1 } from '@daqidi/schemas';

export type Deadline = AssignmentEntryAssignedV1['clock'];

/** ASSIGNING: the letters office has to name a unit. HANDLING: the unit has to settle the matter. */
export type ClockKind = 'ASSIGNING' | 'HANDLING';

/**
 * The entry's one running clock. Due dates never move by themselves: the handler's signature only suspends the timer, and a refusal
 * resumes it with the days in between counted (domain, 2.3).
 */
export interface EntryClock extends Deadline {
  readonly kind: ClockKind;
  readonly status: 'RUNNING' | 'SUSPENDED' | 'OVERDUE' | 'ENDED';
  /** The next timer to fire, once the clock runs; null when overdue has fired. */
  readonly next: 'DUE_SOON' | 'OVERDUE' | null;
}

export const startClock = (kind: ClockKind, deadline: Deadline): EntryClock => ({
  ...deadline,
  kind,
  status: 'RUNNING',
  next: 'DUE_SOON',
});

export const suspendClock = (clock: EntryClock | null): EntryClock | null => clock && { ...clock, status: 'SUSPENDED' };

export const resumeClock = (clock: EntryClock | null): EntryClock | null =>
  clock && { ...clock, status: clock.next === null ? 'OVERDUE' : 'RUNNING' };

export const endClock = (clock: EntryClock | null): EntryClock | null => clock && { ...clock, status: 'ENDED' };

/** When the armed timer fires, in milliseconds since the epoch: the due moment itself is still in time. */
export const armedAt = (clock: EntryClock | null): number | null => {
  if (clock === null || clock.status !== 'RUNNING' || clock.next === null) return null;
  return Date.parse(clock.next === 'DUE_SOON' ? clock.dueSoonAt : clock.dueAt) + 1;
};
