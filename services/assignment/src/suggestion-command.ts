import { partiesIn } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { accessOfSuggestion } from './domain/suggestion.js';
import type { Tools } from './tools.js';

/** A command on what became of a suggestion. */
export const suggestionCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.suggestions,
  id: ({ appealId }: { readonly appealId: string }) => appealId,
  ...partiesIn(accessOfSuggestion),
});
