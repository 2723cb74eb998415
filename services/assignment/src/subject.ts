import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryFacts, EntryState } from './domain/entry.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry. */
export const subjectOf = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in it. */
export const recusedIn = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];
