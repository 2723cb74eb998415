import { withScope } from '@daqidi/kernel';
import type { AssignmentEvents } from '@daqidi/schemas';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import type { AppealFacts, WithdrawalAnswers } from '../domain/appeal.js';
import { barNotices } from '../shared/notices/bar-notices.js';
import type { Tools } from '../tools.js';

const assignment = (facts: AppealFacts, part: Partial<AppealFacts['assignment']>): AppealFacts => ({
  ...facts,
  assignment: { ...facts.assignment, ...part },
});

const heldBy = (facts: AppealFacts, unitPath: readonly string[]): AppealFacts =>
  assignment(facts, { units: [...new Set([...facts.assignment.units, ...unitPath])] });

const handledBy = (facts: AppealFacts, person: string): AppealFacts =>
  assignment(facts, { handlers: [...new Set([...facts.assignment.handlers, person])] });

const accepted = (known: WithdrawalAnswers, { number, goesOn }: AssignmentEvents['WithdrawalAccepted']): WithdrawalAnswers => ({
  answered: number,
  withdrew: true,
  ended: known.ended || !goesOn,
});

const inReview = (facts: AppealFacts, withdrawal: WithdrawalAnswers): AppealFacts => ({
  ...facts,
  triage: { ...facts.triage, withdrawal },
});

const goneOn = (facts: AppealFacts): AppealFacts => ({ ...facts, triage: { ...facts.triage, goneOn: true } });

/** What the panel said of the desk's answer. */
const decided = (facts: AppealFacts, digest: string, accepted: boolean): AppealFacts => ({
  ...facts,
  triage: { ...facts.triage, deskAnswer: { digest, accepted } },
});

const on = foldsInto<AppealFacts>();

/** What other services' events tell of the appeal; each changes the part of its own stream. */
export const custodyFolds: readonly Fold<AppealFacts>[] = [
  on('triage', 'AppealAccepted', (facts) => ({ ...facts, triage: { ...facts.triage, accepted: true } })),
  on('triage', 'AppealDismissed', (facts) => ({ ...facts, triage: { ...facts.triage, dismissed: true } })),
  on('triage', 'ScreeningPassed', goneOn),
  on('triage', 'ConsultationReturned', goneOn),
  on('triage', 'AppealAssessed', goneOn),
  on('triage', 'DeskAnswerAccepted', (facts, { data: { digest } }) => decided(facts, digest, true)),
  on('triage', 'DeskAnswerRefused', (facts, { data: { digest } }) => decided(facts, digest, false)),
  on('triage', 'VerdictProposed', (facts, { data }) => ({
    ...facts,
    triage: { ...facts.triage, asked: [...new Set([...facts.triage.asked, data.unitId])] },
  })),
  on('triage', 'DismissalContested', (facts) => ({ ...facts, triage: { ...facts.triage, dismissed: false } })),
  on('triage', 'ContestRefused', (facts) => ({ ...facts, triage: { ...facts.triage, dismissed: true } })),
  on('triage', 'WithdrawalAccepted', (facts, { data }) => inReview(facts, accepted(facts.triage.withdrawal, data))),
  on('triage', 'WithdrawalRefused', (facts, { data }) => inReview(facts, { ...facts.triage.withdrawal, answered: data.number })),
  on('supervision', 'ScopeStated', (facts, { data }) => {
    const known = withScope(facts, data);
    return known === facts ? facts : { ...known, accused: data.accused };
  }),
  on('assignment', 'EntryOpened', (facts) => assignment(facts, { opened: true })),
  on('assignment', 'EntryAssigned', (facts, { data }) => heldBy(facts, data.unitPath)),
  on('assignment', 'HolderSucceeded', (facts, { data }) => heldBy(facts, data.unitPath)),
  on('assignment', 'EntryAccepted', (facts, { data }) => handledBy(facts, data.handlerId)),
  on('assignment', 'HandlerNamed', (facts, { data }) => handledBy(facts, data.handlerId)),
  on('assignment', 'WithdrawalAccepted', (facts, { data }) =>
    assignment(facts, { withdrawal: accepted(facts.assignment.withdrawal, data) }),
  ),
  on('assignment', 'WithdrawalRefused', (facts, { data }) =>
    assignment(facts, { withdrawal: { ...facts.assignment.withdrawal, answered: data.number } }),
  ),
  on('assignment', 'SlotFilled', (facts, { data: { form, digest }, time: at }) =>
    form === 'BY_CODE' ? assignment(facts, { codeAct: { act: 'SIGNATURE', digest, at } }) : facts,
  ),
  on('assignment', 'DeskAnswerEntered', (facts, { data: { digest, signatures } }) => {
    const signed = signatures.find(({ form }) => form === 'BY_CODE');
    return signed === undefined ? facts : assignment(facts, { codeAct: { act: 'SIGNATURE', digest, at: signed.at } });
  }),
  on('assignment', 'ResultRefused', (facts, { data: { digest, byCode }, time: at }) =>
    byCode ? assignment(facts, { codeAct: { act: 'REFUSAL', digest, at } }) : facts,
  ),
  on('assignment', 'AppealReopened', (facts, { data: { round } }) => assignment(facts, { round })),
  on('assignment', 'AppealClosed', (facts, { data, time }) =>
    assignment(facts, { closed: [...facts.assignment.closed, { round: data.round, at: time }] }),
  ),
];

/** Who may see the appeal follows from it; intake decides nothing else. */
export const learnCustody = ({ model }: Tools): readonly Listener[] =>
  folding(custodyFolds, async (event, learn) => {
    await model.appeals.react(event.key, event, { learn, decide: () => [] });
    if (event.type === 'ScopeStated') await barNotices(model, event.key);
  });
