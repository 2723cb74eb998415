import { dayInShanghai } from '@daqidi/calendar';
import { text } from '@daqidi/service';
import { planMeasure as decide, notActedOn } from '../domain/suggestion.js';
import type { PlanMeasureInput } from '../generated/schema.js';
import { suggestionCommand } from '../suggestion-command.js';

export const planMeasure = suggestionCommand<PlanMeasureInput, 'text'>({
  rule: 'suggestion.act',
  texts: { text: text(4, 2_000) },
  open: ({ state }) => notActedOn(state),
  decide: ({ state, id: appealId, input: { dueOn }, texts, now }) =>
    decide(state, { appealId, text: texts.text, dueOn }, dayInShanghai(now)),
});
