import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryFacts, EntryState } from './domain/entry.js';
import { accessOfSuggestion, type SuggestionFacts, type SuggestionState } from './domain/suggestion.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry. */
export const subjectOf = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in it. */
export const recusedIn = ({ state, facts }: Pick<EntryDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];

export type SuggestionDocument = AggregateDocument<SuggestionState, SuggestionFacts>;

/** What the policy asks about what became of a suggestion. */
export const subjectOfSuggestion = ({ state, facts }: Pick<SuggestionDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOfSuggestion(state, facts));

/** Who takes no part in it. */
export const recusedInSuggestion = ({ state, facts }: Pick<SuggestionDocument, 'state' | 'facts'>): readonly string[] =>
  accessOfSuggestion(state, facts)?.recused ?? [];
