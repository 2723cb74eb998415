import { type Custody, deadlineFrom, heedWish, type WithdrawalWish, wishOf } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import { isUnderReview } from '../domain/panel.js';
import type { TriageState } from '../domain/triage-case.js';
import type { Tools } from '../tools.js';
import { lookAgain } from './keep-following.js';

type Told = Heard<'intake', 'WithdrawalRequested' | 'WithdrawalCalledBack' | 'WithdrawalTakenBack'>;

const custodyOf = ({ stage }: TriageState): Custody => {
  if (isUnderReview(stage)) return 'HERE';
  return stage === 'DISMISSED' || stage === 'WITHDRAWN' ? 'OVER' : 'ELSEWHERE';
};

/** The petitioner's request to withdraw waits here while the review has the case; what assignment accepted ends the case for good. */
export const learnWithdrawal = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const learning = (event: Told, learn: (wish: WithdrawalWish | null) => WithdrawalWish | null): Promise<void> =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, wish: learn(facts.wish) }),
      decide: (state, { wish }, now) =>
        heedWish({ wish, withdrawal: state.withdrawal, answeredBefore: 0 }, event.data.appealId, {
          custody: custodyOf(state),
          clock: deadlineFrom(directory, now, ({ withdrawalWorkingDays }) => withdrawalWorkingDays),
        }),
    });
  return [
    on('intake', 'WithdrawalRequested', (event) => learning(event, () => wishOf(event.data))),
    on('intake', 'WithdrawalCalledBack', (event) => learning(event, (wish) => wish && { ...wish, stands: event.data.stands })),
    on('intake', 'WithdrawalTakenBack', (event) => learning(event, (wish) => wish && { ...wish, takenBack: true })),
    on('assignment', 'WithdrawalAccepted', async (event) => {
      const { appealId, goesOn } = event.data;
      await model.cases.react(appealId, event, {
        learn: (facts) => ({ ...facts, closed: facts.closed || !goesOn, withdrawn: facts.withdrawn || !goesOn }),
        decide: () => [],
      });
      await lookAgain(tools)(event, appealId);
    }),
  ];
};
