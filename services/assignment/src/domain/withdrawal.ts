import { type Custody, decideWithdrawal, noWithdrawal, type WithdrawalVerdict } from '@daqidi/kernel';
import type { Refused } from '@daqidi/schemas';
import { fillWithdrawn, type SigningTerms, turnOf } from './countersign.js';
import type { Decision, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

/** From opening to the last signature this service has the case. */
export const custodyOf = ({ stage, closing }: Pick<EntryState, 'stage' | 'closing'>): Custody => {
  if (stage === 'NONE') return 'ELSEWHERE';
  // Held up: all have signed.
  const signed = stage === 'SEALING' || (stage === 'SIGNING_OFF' && closing !== null);
  return signed || stage === 'CLOSED' || stage === 'WITHDRAWN' ? 'OVER' : 'HERE';
};

/** Whether the petitioner of a complaint has withdrawn: its tracks go on, and he is not asked any more. */
export const hasWithdrawn = ({ withdrawal }: EntryState, { review }: EntryFacts): boolean =>
  review.withdrew || withdrawal?.status === 'ACCEPTED';

/** Whether it has tracks, or is to have them (domain, 2.4). */
const isWatched = ({ opened }: EntryState, { scope, tracks }: EntryFacts): boolean =>
  opened?.category === 'COMPLAINT' || scope?.restricted === true || Object.keys(tracks.tracks).length > 0;

/** Why there is no request to decide on. */
export const notDeciding = ({ withdrawal }: EntryState, { wish }: EntryFacts): Refused | null =>
  noWithdrawal({ wish, withdrawal });

/**
 * Whoever has the case decides on a request to withdraw; what both tracks watch goes on without its petitioner, whose slot fills itself
 * where it is its turn (domain, 2.4).
 */
export const decide = (
  state: EntryState,
  facts: EntryFacts,
  verdict: Omit<WithdrawalVerdict, 'goesOn'>,
  terms: Pick<SigningTerms, 'order' | 'clockFor'>,
): Decision => {
  const goesOn = isWatched(state, facts);
  const decided = decideWithdrawal({ wish: facts.wish, withdrawal: state.withdrawal }, { ...verdict, goesOn });
  if ('refused' in decided || !verdict.accepts || !goesOn || state.result === null) return decided;
  if (turnOf(state, terms.order) !== 'PETITIONER') return decided;
  return [...decided, fillWithdrawn(state, { appealId: verdict.appealId, digest: state.result.digest }, terms)];
};
