import type { TriageAppealAcceptedV1 } from '@daqidi/schemas';

export type Deadline = TriageAppealAcceptedV1['clock'];
export type ClockKind = 'SCREENING' | 'ASSESSING';

/** A review's clock: while it runs exactly one timer is armed, due-soon first, then overdue. */
export interface ReviewClock extends Deadline {
  readonly kind: ClockKind;
  readonly status: 'RUNNING' | 'OVERDUE' | 'ENDED';
  readonly armed: 'DUE_SOON' | 'OVERDUE' | null;
}

export const startClock = (kind: ClockKind, deadline: Deadline): ReviewClock => ({
  ...deadline,
  kind,
  status: 'RUNNING',
  armed: 'DUE_SOON',
});

export const endClock = (clock: ReviewClock | null): ReviewClock | null => clock && { ...clock, status: 'ENDED', armed: null };

/** When the armed timer fires, in milliseconds since the epoch: the due moment itself is still in time. */
export const armedAt = (clock: ReviewClock | null): number | null => {
  if (clock === null || clock.armed === null) return null;
  return Date.parse(clock.armed === 'DUE_SOON' ? clock.dueSoonAt : clock.dueAt) + 1;
};
