import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryFacts, EntryState } from './domain/entry.js';
import { accessOf as accessOfPublication, type PublicationFacts, type PublicationState } from './domain/publication.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry. */
export const subjectOf = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in it. */
export const recusedIn = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];

export type PublicationDocument = AggregateDocument<PublicationState, PublicationFacts>;

/** What the policy asks about a public text. */
export const subjectOfPublication = ({ state, facts }: Pick<PublicationDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOfPublication(state, facts));

/** Who takes no part in it. */
export const recusedInPublication = ({ state, facts }: Pick<PublicationDocument, 'state' | 'facts'>): readonly string[] =>
  accessOfPublication(state, facts)?.recused ?? [];
