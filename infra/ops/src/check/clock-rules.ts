import { type Day, dayInShanghai, type WorkingCalendar } from '@daqidi/calendar';
import type { EventEnvelope } from '@daqidi/events';
import type { Category, Deadline, PolicyNumbers, SlotName } from '@daqidi/schemas';
import type { Trail } from './clock-trail.js';

/** What a due date has to follow from. */
export interface Expected {
  /** The day that it counts from; null where the event itself says that, of something older than it. */
  readonly startedOn: Day | null;
  /** Any of these: of a consultation, the day itself or the next. */
  readonly workingDays: readonly number[];
}

export interface Asked {
  readonly event: EventEnvelope;
  /** What the stream has said before. */
  readonly trail: Trail;
  /** The version that the deadline cites. */
  readonly policy: PolicyNumbers;
  /** As it was known at that moment. */
  readonly calendar: WorkingCalendar;
}

/** Null where no due date belongs. */
export type ClockRule = (asked: Asked) => Expected | null;

const dayOf = ({ time }: EventEnvelope): Day => dayInShanghai(time);
const data = <Data>({ data: said }: EventEnvelope): Data => said as Data;

/** So many of the policy's days from the day of the event. */
const days =
  (pick: (policy: PolicyNumbers) => number): ClockRule =>
  ({ event, policy }) => ({ startedOn: dayOf(event), workingDays: [pick(policy)] });

/** The same from an earlier day, such as that of the receipt. */
const daysSince =
  (pick: (policy: PolicyNumbers) => number): ClockRule =>
  ({ policy }) => ({ startedOn: null, workingDays: [pick(policy)] });

const handlingDays = (policy: PolicyNumbers, category: Category): readonly number[] => {
  const count = policy.handlingWorkingDays[category];
  return category === 'CONSULTATION' ? [count, count + 1] : [count];
};

/** What a desk answered counts from the receipt. */
const handling: ClockRule = ({ event, trail, policy }) => ({
  startedOn: trail.category === 'CONSULTATION' ? null : dayOf(event),
  workingDays: handlingDays(policy, trail.category),
});

const turn =
  (pick: (policy: PolicyNumbers) => number): ClockRule =>
  (asked) =>
    asked.trail.category === 'CONSULTATION' ? handling(asked) : days(pick)(asked);

/** Who signs next, in the order of that policy. */
const nextSigner = ({ slots }: Trail, { countersignOrder }: PolicyNumbers, filled: SlotName) =>
  countersignOrder.find(
    (slot): slot is Exclude<SlotName, 'HANDLER'> => slot !== 'HANDLER' && slot !== filled && !slots.includes(slot),
  );

const signing: ClockRule = ({ event, trail, policy }) => {
  const next = nextSigner(trail, policy, data<{ slot: SlotName }>(event).slot);
  return next === undefined ? null : { startedOn: dayOf(event), workingDays: [policy.signingWorkingDays[next]] };
};

/** The handling's clock as it was. */
const same: ClockRule = ({ trail: { handling: clock } }) =>
  clock && { startedOn: clock.startedOn, workingDays: [clock.workingDays] };

/** What was left of the unit's own days when its handler signed, and at least what the policy leaves it; what had run out stays. */
const afterSigning: ClockRule = ({ event, trail, policy, calendar }) => {
  const { own, handlerSignedAt, handling: clock, hasRunOut } = trail;
  if (clock === null) return null;
  if (hasRunOut) return { startedOn: clock.startedOn, workingDays: [clock.workingDays] };
  if (own === null || handlerSignedAt === null) return null;
  const isLate = own.left < 0 || handlerSignedAt > calendar.dueAfter(own.from, own.left).at;
  const left = isLate ? -1 : own.left - calendar.workingDaysBetween(own.from, dayInShanghai(handlerSignedAt));
  return { startedOn: dayOf(event), workingDays: [Math.max(left, policy.workingDaysAfterRefusal)] };
};

const recalled: ClockRule = (asked) =>
  data<{ ownDaysLeft: number | null }>(asked.event).ownDaysLeft === null ? same(asked) : afterSigning(asked);

const extended: ClockRule = ({ event, trail: { handling: clock } }) =>
  clock && { startedOn: clock.startedOn, workingDays: [clock.workingDays + data<{ days: number }>(event).days] };

const resumed: ClockRule = ({ event, trail: { handling: clock }, calendar }) => {
  if (clock === null) return null;
  const { from, to } = data<{ from: Day; to: Day }>(event);
  return { startedOn: to, workingDays: [clock.workingDays - calendar.workingDaysBetween(clock.startedOn, from)] };
};

/** The start and the days stay what they were. */
const rederived: ClockRule = ({ event, trail: { said } }) => {
  const before = said.find(({ dueAt }) => dueAt === data<{ before: string }>(event).before);
  return before === undefined ? null : { startedOn: before.startedOn, workingDays: [before.workingDays] };
};

/**
 * By service, event and field: what every due date that an event states follows from. A test compares them with the contracts: an event
 * with a due date and no rule fails the build.
 */
export const clockRules: Readonly<Record<string, ClockRule>> = {
  'intake SplitProposed clock': days(({ splitWorkingDays }) => splitWorkingDays),
  'triage AppealAccepted clock': days(({ screeningWorkingDays }) => screeningWorkingDays),
  'triage ScreeningPassed clock': days(({ assessingWorkingDays }) => assessingWorkingDays),
  'triage ConsultationPlaced clock': ({ policy }) => ({ startedOn: null, workingDays: handlingDays(policy, 'CONSULTATION') }),
  'triage ConsultationReturned clock': days(({ screeningWorkingDays }) => screeningWorkingDays),
  'triage ContestAccepted clock': days(({ screeningWorkingDays }) => screeningWorkingDays),
  'triage DeskAnswerReceived clock': days(({ screeningWorkingDays }) => screeningWorkingDays),
  'triage DeskAnswerRefused clock': daysSince(({ screeningWorkingDays }) => screeningWorkingDays),
  'triage DismissalContested clock': days(({ contestWorkingDays }) => contestWorkingDays),
  'triage WithdrawalAsked clock': days(({ withdrawalWorkingDays }) => withdrawalWorkingDays),
  'triage ClockRederived deadline': rederived,
  'assignment EntryOpened clock': days(({ assigningWorkingDays }) => assigningWorkingDays),
  'assignment EntryAssigned clock': handling,
  'assignment EntryAssigned accepting': turn(({ acceptingWorkingDays }) => acceptingWorkingDays),
  'assignment EntryRecalled clock': recalled,
  'assignment ResultRefused clock': afterSigning,
  'assignment SlotFilled clock': signing,
  'assignment DeskAnswerEntered clock': days(({ signingWorkingDays }) => signingWorkingDays.LEADER_IN_CHARGE),
  'assignment CodeActVoided clock': days(({ signingWorkingDays }) => signingWorkingDays.PETITIONER),
  'assignment ObjectionMade clock': turn(({ requestWorkingDays }) => requestWorkingDays),
  'assignment ObjectionDecided accepting': turn(({ acceptingWorkingDays }) => acceptingWorkingDays),
  'assignment ExtensionAsked clock': turn(({ requestWorkingDays }) => requestWorkingDays),
  'assignment HandlingExtended deadline': extended,
  'assignment PauseAsked clock': turn(({ requestWorkingDays }) => requestWorkingDays),
  'assignment HandlingResumed clock': resumed,
  'assignment WithdrawalAsked clock': days(({ withdrawalWorkingDays }) => withdrawalWorkingDays),
  'assignment ReopeningAsked clock': days(({ reopeningWorkingDays }) => reopeningWorkingDays),
  'assignment AppealReopened clock': handling,
  'assignment PublicationOpened clock': days(({ publishingWorkingDays }) => publishingWorkingDays),
  'assignment ClockRederived deadline': rederived,
  'supervision OrderIssued deadline': days(({ orderWorkingDays }) => orderWorkingDays),
  'supervision OrderEscalated deadline': days(({ orderWorkingDays }) => orderWorkingDays),
  'supervision TrackOpened clock': days(({ trackWorkingDays }) => trackWorkingDays),
  'supervision ConsentAsked clock': days(({ consentWorkingDays }) => consentWorkingDays),
  'supervision DisagreementRaised clock': days(({ conferenceWorkingDays }) => conferenceWorkingDays),
  'supervision MaterialAsked clock': daysSince(({ materialWorkingDays }) => materialWorkingDays),
  'supervision ClockRederived deadline': rederived,
};

/** Whose policy version is the one that its clock began under. */
export const citesItsBeginning: ReadonlySet<string> = new Set([
  'HandlingExtended',
  'HandlingResumed',
  'ClockRederived',
  'EntryRecalled',
  'ResultRefused',
]);

const isDeadline = (value: unknown): value is Deadline =>
  typeof value === 'object' && value !== null && 'startedOn' in value && 'workingDays' in value && 'dueAt' in value;

/** The due dates that something states, by field. */
export const deadlinesIn = (said: object): readonly (readonly [field: string, deadline: Deadline])[] =>
  Object.entries(said).flatMap(([field, value]) => (isDeadline(value) ? [[field, value] as const] : []));

/** The clocks anywhere in the state of a document. */
export const clocksIn = (state: unknown): readonly Deadline[] => {
  if (isDeadline(state)) return [state];
  return typeof state === 'object' && state !== null ? Object.values(state).flatMap(clocksIn) : [];
};
