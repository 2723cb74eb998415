import type { Subject } from '@daqidi/identity';
import type { AggregateDocument } from '@daqidi/store';
import type { TriageFacts, TriageState } from './domain/triage-case.js';

export type TriageDocument = AggregateDocument<TriageState, TriageFacts>;

export const subjectOf = ({ state, facts }: TriageDocument): Subject => ({
  regionPath: state.accepted?.regionPath ?? [],
  units: facts.units,
  persons: facts.submitted === null ? [] : [facts.submitted.petitioner.personId],
});
