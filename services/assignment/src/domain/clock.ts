import type { AssignmentEntryAssignedV1 } from '@daqidi/schemas';

export type Deadline = AssignmentEntryAssignedV1['clock'];

/**
 * The handling clock. Due dates never move by themselves: the handler's signature only suspends the timer, and a refusal
 * resumes it with the days in between counted (domain, 2.3).
 */
export interface HandlingClock extends Deadline {
  readonly status: 'RUNNING' | 'SUSPENDED' | 'OVERDUE' | 'ENDED';
  /** The next timer to fire, once the clock runs; null when overdue has fired. */
  readonly next: 'DUE_SOON' | 'OVERDUE' | null;
}

export const startClock = (deadline: Deadline): HandlingClock => ({ ...deadline, status: 'RUNNING', next: 'DUE_SOON' });

export const suspendClock = (clock: HandlingClock | null): HandlingClock | null => clock && { ...clock, status: 'SUSPENDED' };

export const resumeClock = (clock: HandlingClock | null): HandlingClock | null =>
  clock && { ...clock, status: clock.next === null ? 'OVERDUE' : 'RUNNING' };

export const endClock = (clock: HandlingClock | null): HandlingClock | null => clock && { ...clock, status: 'ENDED' };

/** When the armed timer fires, in milliseconds since the epoch: the due moment itself is still in time. */
export const armedAt = (clock: HandlingClock | null): number | null => {
  if (clock === null || clock.status !== 'RUNNING' || clock.next === null) return null;
  return Date.parse(clock.next === 'DUE_SOON' ? clock.dueSoonAt : clock.dueAt) + 1;
};
