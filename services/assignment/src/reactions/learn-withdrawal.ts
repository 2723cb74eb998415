import { type WithdrawalWish, wishOf } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import type { EntryFacts } from '../domain/entry-facts.js';
import { custodyOf } from '../domain/withdrawal.js';
import { heedWithdrawal } from '../shared/heed-withdrawal.js';
import type { Tools } from '../tools.js';

type Told = Heard<'intake', 'WithdrawalRequested' | 'WithdrawalCalledBack' | 'WithdrawalTakenBack'>;
type Answered = Heard<'triage', 'WithdrawalAccepted' | 'WithdrawalRefused' | 'WithdrawalLapsed'>;

/** Keeps what the petitioner asks for and what the review said to it: what it left unanswered waits here (domain, 2: custody). */
export const learnWithdrawal = (tools: Tools): readonly Listener[] => {
  const learning = (event: Told | Answered, learn: (facts: EntryFacts) => EntryFacts): Promise<void> =>
    tools.model.entries.react(event.data.appealId, event, {
      learn,
      decide: (state, facts, now) => heedWithdrawal(tools, { state, facts }, event.data.appealId, custodyOf(state), now),
    });
  const wishing = (event: Told, wish: (known: WithdrawalWish | null) => WithdrawalWish | null): Promise<void> =>
    learning(event, (facts) => ({ ...facts, wish: wish(facts.wish) }));
  const answered = (event: Answered, withdrew = false): Promise<void> =>
    learning(event, (facts) => ({
      ...facts,
      review: { answered: event.data.number, withdrew: facts.review.withdrew || withdrew },
    }));
  return [
    on('intake', 'WithdrawalRequested', (event) => wishing(event, () => wishOf(event.data))),
    on('intake', 'WithdrawalCalledBack', (event) => wishing(event, (wish) => wish && { ...wish, stands: event.data.stands })),
    on('intake', 'WithdrawalTakenBack', (event) => wishing(event, (wish) => wish && { ...wish, takenBack: true })),
    on('triage', 'WithdrawalAccepted', (event) => answered(event, true)),
    on('triage', 'WithdrawalRefused', (event) => answered(event)),
    on('triage', 'WithdrawalLapsed', (event) => answered(event)),
  ];
};
