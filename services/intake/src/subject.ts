import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { AppealFacts, AppealState } from './domain/appeal.js';

export type AppealDocument = AggregateDocument<AppealState, AppealFacts>;

/** What the policy asks about an appeal. */
export const subjectOf = ({ state, facts }: Pick<AppealDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in it. */
export const recusedIn = ({ state, facts }: Pick<AppealDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];
