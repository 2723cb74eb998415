import { commandsOn } from '@daqidi/service';
import type { SuggestionEvent, SuggestionFacts, SuggestionState } from './domain/suggestion.js';
import { recusedInSuggestion, subjectOfSuggestion } from './subject.js';
import type { Tools } from './tools.js';

/** A command on what became of a suggestion. */
export const suggestionCommand = commandsOn<
  Tools,
  SuggestionState,
  SuggestionFacts,
  SuggestionEvent,
  { readonly appealId: string }
>({
  aggregates: ({ model }) => model.suggestions,
  id: ({ appealId }) => appealId,
  subject: subjectOfSuggestion,
  recused: recusedInSuggestion,
});
