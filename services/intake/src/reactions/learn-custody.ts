import { withScope } from '@daqidi/kernel';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import type { AppealFacts } from '../domain/appeal.js';
import type { Tools } from '../tools.js';

const assignment = (facts: AppealFacts, part: Partial<AppealFacts['assignment']>): AppealFacts => ({
  ...facts,
  assignment: { ...facts.assignment, ...part },
});

const on = foldsInto<AppealFacts>();

/** What other services' events tell of the appeal; each changes the part of its own stream. */
export const custodyFolds: readonly Fold<AppealFacts>[] = [
  on('triage', 'AppealAccepted', (facts) => ({ ...facts, triage: { ...facts.triage, accepted: true } })),
  on('triage', 'AppealDismissed', (facts) => ({ ...facts, triage: { ...facts.triage, dismissed: true } })),
  on('triage', 'VerdictProposed', (facts, { data }) => ({
    ...facts,
    triage: { ...facts.triage, asked: [...new Set([...facts.triage.asked, data.unitId])] },
  })),
  on('supervision', 'ScopeStated', (facts, { data }) => withScope(facts, data)),
  on('assignment', 'EntryOpened', (facts) => assignment(facts, { opened: true })),
  on('assignment', 'EntryAssigned', (facts, { data }) =>
    assignment(facts, { units: [...new Set([...facts.assignment.units, ...data.unitPath])] }),
  ),
  on('assignment', 'AppealClosed', (facts, { data, time }) =>
    assignment(facts, { closed: [...facts.assignment.closed, { round: data.round, at: time }] }),
  ),
];

/** Who may see the appeal follows from it; intake decides nothing else. */
export const learnCustody = ({ model }: Tools): readonly Listener[] =>
  folding(custodyFolds, (event, learn) => model.appeals.react(event.key, event, { learn, decide: () => [] }));
