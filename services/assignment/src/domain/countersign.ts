import { hasRunOut, overtakenWithdrawal, termsOf } from '@daqidi/kernel';
import type { AssignmentEvents, Attachment, Deadline, Refused, Satisfaction, SlotName, TextReference } from '@daqidi/schemas';
import type { Decision, EntryEvent, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

type Filling = Omit<AssignmentEvents['SlotFilled'], 'clock'>;

/** Who signs after the handler. */
export type SignerSlot = Exclude<SlotName, 'HANDLER'>;

/** The terms of signing at this moment. */
export interface SigningTerms {
  /** The policy's. */
  readonly order: readonly SlotName[];
  /** How long the turn that begins now may take. */
  clockFor(slot: SignerSlot): Deadline;
  /** Until when the unit's own days last; null where they have run out. */
  readonly ownDueAt: string | null;
  /** What the last signature still waits for. */
  readonly heldUpBy: Refused | null;
  /** Whether the petitioner of a complaint has withdrawn: he is not asked any more. */
  readonly withdrew: boolean;
}

/** The slot whose turn it is, in the policy's order; null when nothing is up for signing. */
export const turnOf = (state: EntryState, order: readonly SlotName[]): SlotName | null =>
  state.stage === 'SIGNING_OFF' ? (order.find((name) => !state.slots.some(({ slot }) => slot === name)) ?? null) : null;

/** Why it is not this slot's turn. */
const notTurnOf = (state: EntryState, slot: SlotName, order: readonly SlotName[]): Refused | null => {
  if (state.stage !== 'SIGNING_OFF') return { refused: 'entry.stage' };
  return turnOf(state, order) === slot ? null : { refused: 'countersign.turn' };
};

/** Why the slot is not filled now: it is not its turn or, the last, waits for something. */
export const notFilling = (
  state: EntryState,
  slot: SlotName,
  { order, heldUpBy }: Pick<SigningTerms, 'order' | 'heldUpBy'>,
): Refused | null => notTurnOf(state, slot, order) ?? (signerAfter(state, slot, order) === null ? heldUpBy : null);

/** Signatures bind people to exactly what they read. */
export const notSignable = (state: EntryState, slot: SlotName, digest: string, order: readonly SlotName[]): Refused | null =>
  notTurnOf(state, slot, order) ?? (state.result?.digest === digest ? null : { refused: 'countersign.digest' });

/** All have signed: whether the case may be closed is asked of every service. */
const requestToClose = (state: EntryState, filling: Filling, ownDueAt: string | null): EntryEvent | null => {
  const { result, clock, holderUnitId, opened } = state;
  const handler = state.slots.find(({ slot }) => slot === 'HANDLER');
  if (result === null || clock === null || holderUnitId === null || handler === undefined || opened === null) return null;
  const satisfaction = filling.satisfaction ?? state.slots.find(({ slot }) => slot === 'PETITIONER')?.satisfaction ?? null;
  return {
    type: 'CloseRequested',
    v: 1,
    data: {
      appealId: filling.appealId,
      unitId: holderUnitId,
      round: state.round,
      number: state.closingsAsked + 1,
      category: opened.category,
      outcome: result.outcome,
      digest: result.digest,
      satisfaction,
      handlingEndedAt: handler.at,
      dueAt: ownDueAt ?? clock.dueAt,
      onTime: ownDueAt !== null && handler.at <= ownDueAt,
      restricted: opened.restricted,
    },
  };
};

/** Which slots are filled. */
interface Signed {
  readonly slots: readonly { readonly slot: SlotName }[];
}

/** The slot whose turn comes with this one filled; null when it was the last. */
export const signerAfter = ({ slots }: Signed, filled: SlotName, order: readonly SlotName[]): SignerSlot | null =>
  order.find((name): name is SignerSlot => name !== 'HANDLER' && name !== filled && !slots.some(({ slot }) => slot === name)) ??
  null;

/** A signature stops its own clock and starts that of whoever signs next. */
export const slotFilled = (filling: Filling, clock: Deadline | null): EntryEvent => ({
  type: 'SlotFilled',
  v: 1,
  data: { ...filling, clock },
});

/** The slot of a petitioner who has withdrawn fills itself in its turn (domain, 2.3). */
export const fillWithdrawn = (
  state: Signed,
  { appealId, digest }: Pick<Filling, 'appealId' | 'digest'>,
  { order, clockFor }: Pick<SigningTerms, 'order' | 'clockFor'>,
): EntryEvent => {
  const next = signerAfter(state, 'PETITIONER', order);
  const filling: Filling = { appealId, slot: 'PETITIONER', form: 'WITHDRAWN', digest, satisfaction: null, evidence: null };
  return slotFilled(filling, next && clockFor(next));
};

/** A slot that is not the last: the turn passes on, over a petitioner who has withdrawn. */
export const passOn = (
  state: Signed,
  filling: Filling,
  next: SignerSlot,
  terms: Pick<SigningTerms, 'order' | 'clockFor' | 'withdrew'>,
): readonly EntryEvent[] =>
  next === 'PETITIONER' && terms.withdrew
    ? [slotFilled(filling, null), fillWithdrawn(state, filling, terms)]
    : [slotFilled(filling, terms.clockFor(next))];

/** Fills the slot; with the fourth the case is up for closing in the same act, and a request to withdraw that waits is answered. */
export const fill = (state: EntryState, filling: Filling, terms: SigningTerms): Decision => {
  const { order, ownDueAt, heldUpBy } = terms;
  const next = signerAfter(state, filling.slot, order);
  if (next !== null) return passOn(state, filling, next, terms);
  if (heldUpBy !== null) return heldUpBy;
  const requested = requestToClose(state, filling, ownDueAt);
  if (requested === null) return { refused: 'entry.stage' };
  return [slotFilled(filling, null), requested, ...overtakenWithdrawal(state.withdrawal, filling.appealId)];
};

/** The petitioner's own confirmation. */
export const confirm = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly satisfaction: Satisfaction;
    /** BY_CODE: he is not signed in, and brought his query code. */
    readonly form?: 'SIGNED' | 'BY_CODE';
    readonly terms: SigningTerms;
  },
): Decision => {
  const { appealId, digest, satisfaction, form = 'SIGNED', terms } = input;
  return (
    notSignable(state, 'PETITIONER', digest, terms.order) ??
    fill(state, { appealId, slot: 'PETITIONER', form, digest, satisfaction, evidence: null }, terms)
  );
};

export interface CentreFilling {
  readonly appealId: string;
  /** Who fills it. */
  readonly person: string;
  readonly digest: string;
  readonly form: Filling['form'];
  readonly satisfaction: Satisfaction | null;
  readonly evidence: TextReference | null;
  /** Pictures of what was signed; with PROXY alone. */
  readonly attachments?: readonly Attachment[];
  /** Whether the query code that was given is the petitioner's. */
  readonly codeMatches: boolean;
  /** Whether he has had to do with the case: then nothing is recorded by code through him. */
  readonly involved: boolean;
  /** Whether the clerk's centre stands above the level that handles the case. */
  readonly fromAbove: boolean;
  readonly terms: SigningTerms;
  readonly attemptDaysNeeded: number;
  readonly refusalsNeeded: number;
}

/**
 * What each form asks for (domain, 2.3); the handler and leaders only sign, so SIGNED is not among them. Whoever recorded attempts or
 * refusals does not judge what they come to.
 */
const formProblem = (state: EntryState, input: CentreFilling): Refused | null => {
  const kind = state.opened?.petitionerKind;
  const when = (holds: boolean, refused: Refused['refused']): Refused | null => (holds ? null : { refused });
  switch (input.form) {
    case 'SIGNED':
    case 'GROUP':
    case 'WITHDRAWN':
      return { refused: 'countersign.form' };
    case 'BY_CODE':
      return (
        when(!input.involved, 'countersign.involved') ??
        when(input.codeMatches, 'countersign.code') ??
        when(input.satisfaction !== null, 'countersign.satisfaction')
      );
    case 'PROXY':
      return (
        when(kind !== 'GROUP', 'countersign.form') ??
        when(input.evidence !== null, 'countersign.evidence') ??
        when(input.satisfaction !== null, 'countersign.satisfaction')
      );
    case 'UNREACHABLE':
      return (
        when(kind === 'NAMED' || kind === 'GROUP', 'countersign.form') ??
        when(state.contactDays.length >= input.attemptDaysNeeded, 'countersign.attempts') ??
        when(!state.contactedBy.includes(input.person), 'countersign.recorder')
      );
    case 'ANONYMOUS_NOTICE':
      return when(kind === 'ANONYMOUS', 'countersign.form');
    case 'NO_PETITIONER':
      return when(kind === 'NONE', 'countersign.form');
    case 'REFUSED':
      return (
        when(state.petitionerRefusals >= input.refusalsNeeded && input.fromAbove, 'countersign.hearing') ??
        when(!state.refusalsTypedBy.includes(input.person), 'countersign.recorder')
      );
  }
};

/** A refusal after a hearing counts as dissatisfied; who cannot be asked expresses nothing. */
const satisfactionOf = ({ form, satisfaction }: CentreFilling): Satisfaction | null => {
  if (form === 'REFUSED') return 'DISSATISFIED';
  return form === 'BY_CODE' || form === 'PROXY' ? satisfaction : null;
};

/** The centre fills the petitioner's slot in one of the forms that the policy knows. */
export const fillForPetitioner = (state: EntryState, input: CentreFilling): Decision => {
  const { appealId, digest, form, evidence, attachments = [], terms } = input;
  const wrong = notSignable(state, 'PETITIONER', digest, terms.order) ?? formProblem(state, input);
  if (wrong !== null) return wrong;
  const shown = form === 'PROXY' && attachments.length > 0 ? { attachments: [...attachments] } : {};
  return fill(
    state,
    { appealId, slot: 'PETITIONER', form, digest, satisfaction: satisfactionOf(input), evidence, ...shown },
    terms,
  );
};

export type LeaderSlot = 'LEADER_IN_CHARGE' | 'MAIN_LEADER';

/** Official slots are filled by different people; the one whose turn it is must hold the post, at the holder or above. */
export const sign = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly terms: SigningTerms;
    readonly slot: LeaderSlot;
    readonly person: string;
    readonly openedSeconds?: number;
    /** Who may fill this slot now: holders of the post in the unit, or at the next level where it is vacant or coincides. */
    readonly eligible: readonly string[];
  },
): Decision => {
  const { appealId, digest, terms, slot, person, eligible } = input;
  const wrong = notSignable(state, slot, digest, terms.order);
  if (wrong !== null) return wrong;
  if (!eligible.includes(person)) return { refused: 'countersign.person' };
  const opened = input.openedSeconds === undefined ? {} : { openedSeconds: input.openedSeconds };
  return fill(state, { appealId, slot, form: 'SIGNED', digest, satisfaction: null, evidence: null, ...opened }, terms);
};

/** Who took the case in, handles it or stated its result: he could have had the petitioner's code from him for something else. */
export const isInvolved = (
  { handlerId, slots }: Pick<EntryState, 'handlerId' | 'slots'>,
  { takenInBy }: Pick<EntryFacts, 'takenInBy'>,
  person: string,
): boolean =>
  person === takenInBy || person === handlerId || slots.some(({ slot, by }) => slot === 'HANDLER' && by.person === person);

/** People in office who filled a slot of the current result, the petitioner's too, and so may not fill another. */
export const officialSigners = (state: EntryState): readonly string[] =>
  state.slots
    .filter(({ slot, form, by }) => slot !== 'PETITIONER' || (by.post !== null && form !== 'WITHDRAWN'))
    .map(({ by }) => by.person);

/** What the unit has left after a refusal. */
export interface Resumption {
  /** At least the days that it has after a refusal. */
  readonly clock: Deadline;
  /** Of its own days; -1 where they have run out. */
  readonly ownDaysLeft: number;
}

/** Whoever's turn it is refuses: all signatures are void, and the case is back in handling with what is left of the unit's days. */
export const refuse = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly slot: SlotName;
    readonly order: readonly SlotName[];
    readonly reason: TextReference;
    readonly mayAct: boolean;
    readonly resumption: Resumption;
    /** Of the petitioner: whether his query code spoke for him. */
    readonly byCode?: boolean;
  },
): Decision => {
  const { appealId, digest, slot, order, reason, mayAct, resumption, byCode = false } = input;
  const wrong = notSignable(state, slot, digest, order);
  if (wrong !== null) return wrong;
  if (!mayAct) return { refused: 'countersign.person' };
  if (state.clock === null) return { refused: 'entry.stage' };
  const clock = hasRunOut(state.clock) ? termsOf(state.clock) : resumption.clock;
  const { ownDaysLeft } = resumption;
  return [
    { type: 'ResultRefused', v: 1, data: { appealId, slot, digest, reason, clock, ownDaysLeft, ...(byCode && { byCode }) } },
  ];
};
