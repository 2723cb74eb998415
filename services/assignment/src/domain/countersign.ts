import { termsOf } from '@daqidi/kernel';
import type { AssignmentEvents, Refused, Satisfaction, SlotName, TextReference } from '@daqidi/schemas';
import type { Decision, EntryEvent, EntryState } from './entry.js';

type Filling = AssignmentEvents['SlotFilled'];

/** The slot whose turn it is, in the policy's order; null when nothing is up for signing. */
export const turnOf = (state: EntryState, order: readonly SlotName[]): SlotName | null =>
  state.stage === 'SIGNING_OFF' ? (order.find((name) => !state.slots.some(({ slot }) => slot === name)) ?? null) : null;

/** Signatures bind people to exactly what they read. */
const notSignable = (state: EntryState, slot: SlotName, digest: string, order: readonly SlotName[]): Refused | null => {
  if (state.stage !== 'SIGNING_OFF') return { refused: 'entry.stage' };
  if (state.result?.digest !== digest) return { refused: 'countersign.digest' };
  return turnOf(state, order) === slot ? null : { refused: 'countersign.turn' };
};

const closing = (state: EntryState, filling: Filling): EntryEvent | null => {
  const { result, clock, holderUnitId } = state;
  const handler = state.slots.find(({ slot }) => slot === 'HANDLER');
  if (result === null || clock === null || holderUnitId === null || handler === undefined) return null;
  const satisfaction = filling.satisfaction ?? state.slots.find(({ slot }) => slot === 'PETITIONER')?.satisfaction ?? null;
  return {
    type: 'AppealClosed',
    v: 1,
    data: {
      appealId: filling.appealId,
      unitId: holderUnitId,
      round: state.round,
      outcome: result.outcome,
      digest: result.digest,
      satisfaction,
      handlingEndedAt: handler.at,
      dueAt: clock.dueAt,
      onTime: handler.at <= clock.dueAt,
      restricted: state.opened?.restricted ?? false,
    },
  };
};

/** Fills the slot; the fourth closes the case in the same act. */
const fill = (state: EntryState, filling: Filling, order: readonly SlotName[]): Decision => {
  const filled: EntryEvent = { type: 'SlotFilled', v: 1, data: filling };
  const last = order.every((name) => name === filling.slot || state.slots.some(({ slot }) => slot === name));
  if (!last) return [filled];
  const closed = closing(state, filling);
  return closed === null ? { refused: 'entry.stage' } : [filled, closed];
};

/** The petitioner's own confirmation. */
export const confirm = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly satisfaction: Satisfaction;
    readonly order: readonly SlotName[];
  },
): Decision => {
  const { appealId, digest, satisfaction, order } = input;
  return (
    notSignable(state, 'PETITIONER', digest, order) ??
    fill(state, { appealId, slot: 'PETITIONER', form: 'SIGNED', digest, satisfaction, evidence: null }, order)
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
  /** Whether the query code that was given is the petitioner's. */
  readonly codeMatches: boolean;
  /** Whether the clerk's centre stands above the level that handles the case. */
  readonly fromAbove: boolean;
  readonly order: readonly SlotName[];
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
      return { refused: 'countersign.form' };
    case 'BY_CODE':
      return when(input.codeMatches, 'countersign.code') ?? when(input.satisfaction !== null, 'countersign.satisfaction');
    case 'PROXY':
      return (
        when(input.evidence !== null, 'countersign.evidence') ?? when(input.satisfaction !== null, 'countersign.satisfaction')
      );
    case 'UNREACHABLE': {
      const attempts = state.attempts.filter(({ at }) => at >= (state.result?.at ?? ''));
      const days = new Set(attempts.map(({ on }) => on));
      return (
        when(kind === 'NAMED', 'countersign.form') ??
        when(days.size >= input.attemptDaysNeeded, 'countersign.attempts') ??
        when(!attempts.some(({ by }) => by === input.person), 'countersign.recorder')
      );
    }
    case 'ANONYMOUS_NOTICE':
      return when(kind === 'ANONYMOUS', 'countersign.form');
    case 'NO_PETITIONER':
      return when(kind === 'NONE', 'countersign.form');
    case 'REFUSED': {
      const refusals = state.refusals.filter(({ slot }) => slot === 'PETITIONER');
      return (
        when(refusals.length >= input.refusalsNeeded && input.fromAbove, 'countersign.hearing') ??
        when(!refusals.some(({ by }) => by.person === input.person), 'countersign.recorder')
      );
    }
  }
};

/** A refusal after a hearing counts as dissatisfied; who cannot be asked expresses nothing. */
const satisfactionOf = ({ form, satisfaction }: CentreFilling): Satisfaction | null => {
  if (form === 'REFUSED') return 'DISSATISFIED';
  return form === 'BY_CODE' || form === 'PROXY' ? satisfaction : null;
};

/** The centre fills the petitioner's slot in one of the forms that the policy knows. */
export const fillForPetitioner = (state: EntryState, input: CentreFilling): Decision => {
  const { appealId, digest, form, evidence, order } = input;
  const wrong = notSignable(state, 'PETITIONER', digest, order) ?? formProblem(state, input);
  if (wrong !== null) return wrong;
  return fill(state, { appealId, slot: 'PETITIONER', form, digest, satisfaction: satisfactionOf(input), evidence }, order);
};

export type LeaderSlot = 'LEADER_IN_CHARGE' | 'MAIN_LEADER';

/** Official slots are filled by different people; the one whose turn it is must hold the post, at the holder or above. */
export const sign = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly order: readonly SlotName[];
    readonly slot: LeaderSlot;
    readonly person: string;
    /** Who may fill this slot now: holders of the post in the unit, or at the next level where it is vacant or coincides. */
    readonly eligible: readonly string[];
  },
): Decision => {
  const { appealId, digest, order, slot, person, eligible } = input;
  const wrong = notSignable(state, slot, digest, order);
  if (wrong !== null) return wrong;
  if (!eligible.includes(person)) return { refused: 'countersign.person' };
  return fill(state, { appealId, slot, form: 'SIGNED', digest, satisfaction: null, evidence: null }, order);
};

/** People in office who filled a slot of the current result, the petitioner's too, and so may not fill another. */
export const officialSigners = (state: EntryState): readonly string[] =>
  state.slots.filter(({ slot, by }) => slot !== 'PETITIONER' || by.post !== null).map(({ by }) => by.person);

/** Whoever's turn it is refuses: all signatures are void, the case is back in handling and the clock runs on. */
export const refuse = (
  state: EntryState,
  input: {
    readonly appealId: string;
    readonly digest: string;
    readonly slot: SlotName;
    readonly order: readonly SlotName[];
    readonly reason: TextReference;
    readonly mayAct: boolean;
  },
): Decision => {
  const { appealId, digest, slot, order, reason, mayAct } = input;
  const wrong = notSignable(state, slot, digest, order);
  if (wrong !== null) return wrong;
  if (!mayAct) return { refused: 'countersign.person' };
  if (state.clock === null) return { refused: 'entry.stage' };
  const clock = termsOf(state.clock);
  return [{ type: 'ResultRefused', v: 1, data: { appealId, slot, digest, reason, clock } }];
};
