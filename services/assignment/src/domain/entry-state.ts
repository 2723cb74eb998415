import { type CaseClock, isGoingOn, type OwnDays, type QuietClock, type Withdrawal } from '@daqidi/kernel';
import type { AssignmentEvents, Attachment, Deadline, Desk, Satisfaction, SlotName, TextReference } from '@daqidi/schemas';
import type { Closing } from './closing.js';
import type { RepresentativeAnswer } from './group.js';
import { type HistoryCounts, noHistory } from './history.js';
import { noObjections, type Objections } from './objections.js';
import type { Pause } from './pause.js';
import type { Plan } from './plan.js';
import type { Reopening } from './reopening.js';
import type { UnitRequest } from './request.js';

export type SlotForm = AssignmentEvents['SlotFilled']['form'];

/** ASSIGNING: the letters office has to name a unit. HANDLING: the unit has to settle the matter (domain, 2.3). */
export type EntryClock = CaseClock<'ASSIGNING' | 'HANDLING', Deadline>;
/** How long whoever's turn it is may take to sign. */
export type SigningClock = CaseClock<'SIGNING', Deadline>;

/** Until when a handler of the unit accepts it. */
export type AcceptingClock = QuietClock<'ACCEPTING'>;

export interface Actor {
  readonly person: string;
  readonly post: string | null;
}

export interface FilledSlot {
  readonly slot: SlotName;
  readonly form: SlotForm;
  readonly by: Actor;
  readonly at: string;
  readonly satisfaction: Satisfaction | null;
  /** Of a proxy. */
  readonly evidence: TextReference | null;
  /** Pictures of what was signed for the petitioner; absent where there are none. */
  readonly attachments?: readonly Attachment[];
  /** From opening the matter to signing, as the page counted; absent where nobody counted. */
  readonly openedSeconds?: number;
}

export interface Result extends Omit<AssignmentEvents['ResultProposed'], 'appealId'> {
  readonly at: string;
}

export interface EntryState {
  readonly stage: 'NONE' | 'ASSIGNING' | 'ASSIGNED' | 'HANDLING' | 'SIGNING_OFF' | 'SEALING' | 'CLOSED' | 'WITHDRAWN';
  readonly opened: AssignmentEvents['EntryOpened'] | null;
  readonly round: number;
  readonly holderUnitId: string | null;
  /** The holder and the units above it. */
  readonly unitPath: readonly string[];
  /** Every unit that ever held it, and those above them. */
  readonly units: readonly string[];
  readonly handlerId: string | null;
  /** In which he holds the handler's post. */
  readonly handlingUnitId: string | null;
  /** Suspended while others sign. */
  readonly clock: EntryClock | null;
  /** By these the unit's punctuality is judged. */
  readonly ownDays: OwnDays | null;
  /** How often the handling clock has run out. */
  readonly overdues: number;
  readonly signingClock: SigningClock | null;
  readonly acceptingClock: AcceptingClock | null;
  /** Who sent it to the unit: the panel that judged it, or the letters office. */
  readonly sender: Desk;
  readonly assignedAt: string | null;
  /** What the unit asked of the sender last. */
  readonly request: UnitRequest | null;
  readonly objections: Objections;
  /** Of this round. */
  readonly extensionsAsked: number;
  /** By so many working days the handling of this round was extended. */
  readonly extendedDays: number;
  /** While it lasts the clock stands still. */
  readonly pause: Pause | null;
  readonly counts: HistoryCounts;
  /** Of this round. */
  readonly plan: Plan | null;
  /** Days on which the petitioner was sought since the current result, the latest ones. */
  readonly contactDays: readonly string[];
  /** Who recorded that. */
  readonly contactedBy: readonly string[];
  /** Of a group's representatives, on the current result. */
  readonly answers: readonly RepresentativeAnswer[];
  readonly result: Result | null;
  /** Of all files that came with progress and results; absent where none did. */
  readonly fileBytes?: number;
  readonly slots: readonly FilledSlot[];
  /** Once all have signed. */
  readonly closing: Closing | null;
  /** How often the services were asked whether it may be closed. */
  readonly closingsAsked: number;
  /** How often the petitioner refused in this round. */
  readonly petitionerRefusals: number;
  /** Who made or typed those refusals. */
  readonly refusalsTypedBy: readonly string[];
  readonly closedAt: string | null;
  /** Null before the letters office has judged that of this round. */
  readonly worthReusing: boolean | null;
  /** The latest request to withdraw that was this unit's, or its distributor's, to decide. */
  readonly withdrawal: Withdrawal | null;
  /** What was said of the round that was closed last, and decided. */
  readonly reopening: Reopening | null;
  /** The appeal that it follows, once that was answered. */
  readonly answeredLeaderId: string | null;
}

export const noEntry: EntryState = {
  stage: 'NONE',
  opened: null,
  round: 1,
  holderUnitId: null,
  unitPath: [],
  units: [],
  handlerId: null,
  handlingUnitId: null,
  clock: null,
  ownDays: null,
  overdues: 0,
  signingClock: null,
  acceptingClock: null,
  sender: 'TOWNSHIP',
  assignedAt: null,
  request: null,
  objections: noObjections,
  extensionsAsked: 0,
  extendedDays: 0,
  pause: null,
  counts: noHistory,
  plan: null,
  contactDays: [],
  contactedBy: [],
  answers: [],
  result: null,
  slots: [],
  closing: null,
  closingsAsked: 0,
  petitionerRefusals: 0,
  refusalsTypedBy: [],
  worthReusing: null,
  closedAt: null,
  withdrawal: null,
  reopening: null,
  answeredLeaderId: null,
};

/** When the clock that runs now is due, the unit's or that of whoever signs next, run out or not; null where none runs. */
export const runningDueAt = ({ clock, signingClock }: EntryState): string | null =>
  [signingClock, clock].find(isGoingOn)?.dueAt ?? null;
