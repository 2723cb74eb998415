import { type Heard, type Listener, on } from '@daqidi/service';
import { liftDenial } from '../domain/closing.js';
import { askConsent, lapse, withoutProposed, withProposed } from '../domain/joint-decision.js';
import { settle } from '../domain/oversight.js';
import { consentClock } from '../dual-command.js';
import { scopeWithoutAt } from '../shared/scope-with.js';
import type { Tools } from '../tools.js';

/** Both tracks are asked about what the custodian of the case, or one of them, proposes; what they say goes back to whoever proposed it. */
export const askConsents = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const asking = (
    event: Heard<'triage', 'JointDecisionProposed'> | Heard<'supervision', 'JointDecisionProposed'>,
  ): Promise<void> => {
    const { appealId, decision, digest } = event.data;
    return model.duals.react(appealId, event, {
      learn: (facts) => withProposed(facts, { appealId, decision, digest, proposedBy: event.actor.person }),
      decide: (state, facts, now) => askConsent(state, facts, consentClock(tools, now)),
    });
  };
  return [
    on('triage', 'JointDecisionProposed', asking),
    on('supervision', 'JointDecisionProposed', asking),
    on('triage', 'JointDecisionWithdrawn', (event) =>
      model.duals.react(event.data.appealId, event, {
        learn: (facts) => withoutProposed(facts, event.data.digest),
        decide: (state, facts, now) => lapse(state, facts, event.data.digest, consentClock(tools, now)),
      }),
    ),
    on('supervision', 'JointDecisionDecided', async (event) => {
      await model.duals.react(event.data.appealId, event, {
        learn: (facts) => facts,
        decide: (state, facts, now) => askConsent(state, facts, consentClock(tools, now)),
      });
      await model.oversights.react(event.data.appealId, event, {
        learn: (facts) => facts,
        decide: (state, facts, now) => {
          const settled = settle(state, facts, event.data.appealId, event.data, scopeWithoutAt(directory, facts, now));
          return settled.length === 0 ? [] : [...settled, ...liftDenial({ ...state, proposal: null }, facts)];
        },
      });
    }),
  ];
};
