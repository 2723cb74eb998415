import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { TriageFacts, TriageState } from './domain/triage-case.js';

export type TriageDocument = AggregateDocument<TriageState, TriageFacts>;

/** What the policy asks about a case. */
export const subjectOf = ({ state, facts }: Pick<TriageDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in it. */
export const recusedIn = ({ state, facts }: Pick<TriageDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];
