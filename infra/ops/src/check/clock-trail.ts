import type { Day } from '@daqidi/calendar';
import type { EventEnvelope } from '@daqidi/events';
import type { Category, Deadline, SlotName } from '@daqidi/schemas';
import { deadlinesIn } from './clock-rules.js';

/** What a stream has said so far that its next due dates follow from. */
export interface Trail {
  readonly said: readonly Deadline[];
  readonly category: Category;
  /** Under what the handling runs. */
  readonly handling: Deadline | null;
  /** Whether overdue was said of it. */
  readonly hasRunOut: boolean;
  readonly own: { readonly from: Day; readonly left: number } | null;
  readonly handlerSignedAt: string | null;
  readonly slots: readonly SlotName[];
}

export const noTrail: Trail = {
  said: [],
  category: 'RESOLUTION',
  handling: null,
  hasRunOut: false,
  own: null,
  handlerSignedAt: null,
  slots: [],
};

interface Said {
  readonly category: Category;
  readonly clock: Deadline;
  readonly deadline: Deadline;
  readonly ownDaysLeft: number | null;
  readonly days: number;
  readonly to: Day;
  readonly slot: SlotName;
  readonly act: string;
  readonly signatures: readonly { readonly slot: SlotName; readonly at: string }[];
}

const begun = (trail: Trail, clock: Deadline): Trail => ({
  ...trail,
  handling: clock,
  hasRunOut: false,
  own: { from: clock.startedOn, left: clock.workingDays },
});

const unsigned = { slots: [], handlerSignedAt: null } as const;

/** Counted anew where others had their turns. */
const back = (trail: Trail, { clock, ownDaysLeft }: Pick<Said, 'clock' | 'ownDaysLeft'>): Trail => ({
  ...trail,
  ...unsigned,
  handling: clock,
  own: ownDaysLeft === null ? trail.own : { from: clock.startedOn, left: ownDaysLeft },
});

const ofTheWork = (trail: Trail, { type, time, data }: EventEnvelope): Trail => {
  const said = data as Said;
  switch (type) {
    case 'EntryOpened':
      return { ...trail, category: said.category };
    case 'EntryAssigned':
      // Only the first assignment starts the handling.
      return trail.handling === null ? begun(trail, said.clock) : trail;
    case 'EntryRecalled':
    case 'ResultRefused':
      return back(trail, said);
    case 'ResultProposed':
      return { ...trail, ...unsigned };
    case 'AppealReopened':
      return { ...begun(trail, said.clock), ...unsigned };
    case 'SlotFilled':
      return {
        ...trail,
        slots: [...trail.slots, said.slot],
        handlerSignedAt: said.slot === 'HANDLER' ? time : trail.handlerSignedAt,
      };
    case 'DeskAnswerEntered':
      return {
        ...trail,
        slots: said.signatures.map(({ slot }) => slot),
        handlerSignedAt: said.signatures.find(({ slot }) => slot === 'HANDLER')?.at ?? time,
      };
    case 'CodeActVoided':
      return said.act === 'SIGNATURE' ? { ...trail, slots: trail.slots.slice(0, trail.slots.indexOf('PETITIONER')) } : trail;
    case 'HandlingExtended':
      return {
        ...trail,
        handling: said.deadline,
        hasRunOut: false,
        own: trail.own && { ...trail.own, left: trail.own.left + said.days },
      };
    case 'HandlingResumed':
      return {
        ...trail,
        handling: said.clock,
        own: said.ownDaysLeft === null ? trail.own : { from: said.to, left: said.ownDaysLeft },
      };
    default:
      return trail;
  }
};

/** Which of a stream's clocks an alarm or a new derivation is about. */
const ofClocks = (trail: Trail, { type, data }: EventEnvelope): Trail => {
  const { clock, deadline, withdraws } = data as {
    readonly clock?: unknown;
    readonly deadline: Deadline;
    readonly withdraws: boolean;
  };
  if (clock !== 'HANDLING') return trail;
  if (type === 'ClockOverdue') return { ...trail, hasRunOut: true };
  return type === 'ClockRederived' ? { ...trail, handling: deadline, hasRunOut: trail.hasRunOut && !withdraws } : trail;
};

export const follow = (trail: Trail, event: EventEnvelope): Trail => {
  const said = deadlinesIn(event.data as object).map(([, deadline]) => deadline);
  const known = said.length === 0 ? trail : { ...trail, said: [...trail.said, ...said] };
  return ofClocks(ofTheWork(known, event), event);
};
