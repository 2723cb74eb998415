import type { EventEnvelope } from '@daqidi/events';
import type { AssignmentEvents } from '@daqidi/schemas';
import type { AppealFacts } from '../domain/appeal.js';
import type { Model } from '../model.js';

interface AboutAppeal {
  readonly appealId: string;
}

/** Stores what another service's event tells of the appeal; intake decides nothing from it. */
const learning =
  ({ appeals }: Model, learn: (facts: AppealFacts, event: EventEnvelope) => AppealFacts) =>
  (event: EventEnvelope): Promise<void> =>
    appeals.react((event.data as AboutAppeal).appealId, event, { learn: (facts) => learn(facts, event), decide: () => [] });

const assignment = (facts: AppealFacts, part: Partial<AppealFacts['assignment']>): AppealFacts => ({
  ...facts,
  assignment: { ...facts.assignment, ...part },
});

export const onAppealAccepted = (model: Model) =>
  learning(model, (facts) => ({ ...facts, triage: { ...facts.triage, accepted: true } }));

export const onAppealDismissed = (model: Model) =>
  learning(model, (facts) => ({ ...facts, triage: { ...facts.triage, dismissed: true } }));

export const onEntryOpened = (model: Model) => learning(model, (facts) => assignment(facts, { opened: true }));

export const onEntryAssigned = (model: Model) =>
  learning(model, (facts, event) => {
    const { unitPath } = event.data as AssignmentEvents['EntryAssigned'];
    return assignment(facts, { units: [...new Set([...facts.assignment.units, ...unitPath])] });
  });

export const onAppealClosed = (model: Model) =>
  learning(model, (facts, event) => {
    const { round } = event.data as AssignmentEvents['AppealClosed'];
    return assignment(facts, { closed: [...facts.assignment.closed, { round, at: event.time }] });
  });
