import { partiesIn } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryState } from './domain/entry.js';
import type { EntryFacts } from './domain/entry-facts.js';
import { accessOf as accessOfPublication, type PublicationFacts, type PublicationState } from './domain/publication.js';
import { accessOfSuggestion, type SuggestionFacts, type SuggestionState } from './domain/suggestion.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry. */
export const { subject: subjectOf } = partiesIn(accessOf);

export type PublicationDocument = AggregateDocument<PublicationState, PublicationFacts>;
export type SuggestionDocument = AggregateDocument<SuggestionState, SuggestionFacts>;

/** What the policy asks about a public text, and about what became of a suggestion. */
export const { subject: subjectOfPublication } = partiesIn(accessOfPublication);
export const { subject: subjectOfSuggestion } = partiesIn(accessOfSuggestion);
