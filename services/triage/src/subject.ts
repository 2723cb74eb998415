import { partiesIn } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { TriageFacts, TriageState } from './domain/triage-case.js';

export type TriageDocument = AggregateDocument<TriageState, TriageFacts>;

/** What the policy asks about a case. */
export const { subject: subjectOf } = partiesIn(accessOf);
