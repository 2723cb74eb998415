import { deadlineFrom, isConflictedUnit, withScope } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { takeFromDesk } from '../domain/desk-answer.js';
import { hideFollowing } from '../domain/following.js';
import { overtaken, settleJointly } from '../domain/joint-decision.js';
import { withAccused } from '../domain/withdrawal.js';
import { keepCompetent } from '../shared/keep-competent.js';
import type { Tools } from '../tools.js';
import { lookAgain } from './keep-following.js';

/**
 * Oversight says who may know of a case, whoever had its review may be among those who may not; and what both tracks have said to a
 * joint decision.
 */
export const learnScope = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  return [
    on('supervision', 'ScopeStated', async (event) => {
      await model.cases.react(event.data.appealId, event, {
        learn: (facts) => withScope(withAccused(facts, event.data.accused), event.data),
        decide: (state, facts, now) => [
          ...overtaken(state, facts),
          ...hideFollowing(state, facts),
          ...takeFromDesk(
            state,
            facts.scope,
            deadlineFrom(directory, now, ({ screeningWorkingDays }) => screeningWorkingDays),
          ),
          ...keepCompetent(directory)(state, facts, now),
        ],
      });
      await lookAgain(tools)(event, event.data.appealId);
    }),
    on('supervision', 'JointDecisionDecided', (event) =>
      model.cases.react(event.data.appealId, event, {
        learn: (facts) => facts,
        decide: (state, facts, now) => {
          const { scope } = facts;
          return settleJointly(
            state,
            facts,
            event.data,
            (unitId) => scope !== null && isConflictedUnit(directory, scope, unitId, now),
          );
        },
      }),
    ),
  ];
};
