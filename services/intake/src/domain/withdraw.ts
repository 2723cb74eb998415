import { petitionersOf } from '@daqidi/kernel';
import type { IntakeEvents, Refused } from '@daqidi/schemas';
import { type AppealFacts, type AppealState, type Decision, hasWithdrawn, isClosed, type WithdrawalRequest } from './appeal.js';

/** Somebody in office who does it for the petitioner; null where he does it himself. */
export interface AtCentre {
  readonly person: string;
  /** Whether what was shown is the petitioner's: his query code, his telephone or his identity number. */
  readonly shown: boolean;
}

/** Who took it in or ever handled it: he could have had the petitioner's code from him for something else. */
export const isInvolved = ({ takenInBy }: AppealState, { assignment }: AppealFacts, person: string): boolean =>
  person === takenInBy || assignment.handlers.includes(person);

/** The request that waits for whoever has the case; null where none does. */
export const openRequest = ({ withdrawal }: AppealState, { triage, assignment }: AppealFacts): WithdrawalRequest | null => {
  if (withdrawal === null || withdrawal.takenBackAt !== null || withdrawal.stands === false) return null;
  const answered = Math.max(triage.withdrawal.answered, assignment.withdrawal.answered);
  return withdrawal.number > answered ? withdrawal : null;
};

type Asked = Omit<IntakeEvents['WithdrawalRequested'], 'number'>;

const nextNumber = ({ withdrawal }: AppealState): number => (withdrawal?.number ?? 0) + 1;

/** Which representatives of a group want the next request. */
const backersOf = (state: AppealState): readonly string[] =>
  state.withdrawalBackers.number === nextNumber(state) ? state.withdrawalBackers.persons : [];

/** A group withdraws by more than half of its representatives: until then each who wants it is recorded. */
const backedBy = (state: AppealState, person: string | null, asked: IntakeEvents['WithdrawalRequested']): Decision => {
  const { submitted } = state;
  const { appealId, number } = asked;
  const requested: Decision = [{ type: 'WithdrawalRequested', v: 1, data: asked }];
  if (submitted?.petitioner.kind !== 'GROUP' || person === null) return requested;
  const backers = backersOf(state);
  const isMajority = 2 * (backers.length + 1) > petitionersOf(submitted).length;
  return [{ type: 'WithdrawalBacked', v: 1, data: { appealId, number, personId: person } }, ...(isMajority ? requested : [])];
};

/** Why he does not ask now, or not through this clerk; `person` is null where it is not known yet whose code the clerk will type. */
export const notWithdrawable = (
  state: AppealState,
  facts: AppealFacts,
  { clerk, person }: { readonly clerk: string | null; readonly person: string | null },
): Refused | null => {
  if (isClosed(facts) || hasWithdrawn(facts)) return { refused: 'withdrawal.over' };
  if (openRequest(state, facts) !== null) return { refused: 'withdrawal.open' };
  if (person !== null && backersOf(state).includes(person)) return { refused: 'withdrawal.backed' };
  return clerk !== null && isInvolved(state, facts, clerk) ? { refused: 'countersign.involved' } : null;
};

/**
 * He asks, whoever has the case decides (domain, 2). By query code only through whoever has had nothing to do with it (domain, 2.1). `person` is
 * whose code was given, or who is signed in.
 */
export const requestWithdrawal = (
  state: AppealState,
  facts: AppealFacts,
  request: Asked,
  centre: AtCentre | null,
  person: string | null,
): Decision => {
  const wrong = notWithdrawable(state, facts, { clerk: centre?.person ?? null, person });
  if (wrong !== null) return wrong;
  if (centre !== null && !centre.shown) return { refused: 'countersign.code' };
  return backedBy(state, person, { ...request, number: nextNumber(state) });
};

/** Why this person does not call him back now. */
export const notCallingBack = (state: AppealState, facts: AppealFacts, person: string): Refused | null => {
  const open = openRequest(state, facts);
  if (open === null || open.setting === 'OWN_ACCORD' || open.stands !== null) return { refused: 'withdrawal.none' };
  if (isInvolved(state, facts, person)) return { refused: 'countersign.involved' };
  return open.typedBy === person ? { refused: 'countersign.recorder' } : null;
};

/** Whoever reaches the petitioner asks him again; neither who typed the request nor who has had to do with the case (domain, 2.3). */
export const callBack = (
  state: AppealState,
  facts: AppealFacts,
  { appealId, person, stands }: { readonly appealId: string; readonly person: string; readonly stands: boolean },
): Decision => {
  const wrong = notCallingBack(state, facts, person);
  const open = openRequest(state, facts);
  if (wrong !== null || open === null) return wrong ?? { refused: 'withdrawal.none' };
  return [{ type: 'WithdrawalCalledBack', v: 1, data: { appealId, number: open.number, stands } }];
};

/** Why it is not taken back now, at the centre or by himself. */
export const notTakingBackWithdrawal = (
  state: AppealState,
  facts: AppealFacts,
  { atCentre, now }: { readonly atCentre: boolean; readonly now: number },
): Refused | null => {
  const open = openRequest(state, facts);
  if (open === null) return { refused: 'code.window' };
  const { takeBackUntil: until } = open;
  return atCentre && (until === null || now > Date.parse(until)) ? { refused: 'code.window' } : null;
};

/**
 * He takes it back himself as long as it waits; at the centre, against what is known of him, what was asked by his query code, as long as
 * the policy says (domain, 2.1). `now` in ms since the epoch.
 */
export const takeBackWithdrawal = (
  state: AppealState,
  facts: AppealFacts,
  { appealId, centre, now }: { readonly appealId: string; readonly centre: AtCentre | null; readonly now: number },
): Decision => {
  const open = openRequest(state, facts);
  const wrong = notTakingBackWithdrawal(state, facts, { atCentre: centre !== null, now });
  if (wrong !== null || open === null) return wrong ?? { refused: 'code.window' };
  const { number } = open;
  if (centre !== null && !centre.shown) return { refused: 'code.against' };
  return [{ type: 'WithdrawalTakenBack', v: 1, data: { appealId, number } }];
};
