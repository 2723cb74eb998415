import type { Subject } from '@daqidi/identity';
import type { AggregateDocument } from '@daqidi/store';
import type { AppealFacts, AppealState } from './domain/appeal.js';

export type AppealDocument = AggregateDocument<AppealState, AppealFacts>;

/** What the policy asks about an appeal: where it is, whose it is, which units have it. */
export const subjectOf = ({ state, facts }: AppealDocument): Subject => ({
  regionPath: state.submitted?.regionPath ?? [],
  units: facts.assignment.units,
  persons: state.submitted === null ? [] : [state.submitted.petitioner.personId],
});
