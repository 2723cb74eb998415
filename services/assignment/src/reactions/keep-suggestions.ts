import { withScope } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { answeredBy, keepAnswer } from '../domain/suggestion.js';
import type { Tools } from '../tools.js';

/** Answered suggestions go into the bank; one that becomes a secret afterwards leaves it. */
export const keepSuggestions = ({ model }: Tools): readonly Listener[] => [
  on('assignment', 'AppealClosed', async (event) => {
    const entry = await model.entries.collection.byId(event.data.appealId);
    const answered = entry && answeredBy(entry.state, entry.facts, event.data);
    if (answered === null) return;
    await model.suggestions.react(answered.appealId, event, {
      learn: (facts) => withScope(facts, answered.scope),
      decide: (state) => keepAnswer(state, answered),
    });
    // A scope that was stated meanwhile found nothing in the bank; the entry has heard it by now.
    const stated = (await model.entries.collection.byId(answered.appealId))?.facts.scope ?? null;
    if (stated !== null) await model.suggestions.inform(answered.appealId, (facts) => withScope(facts, stated));
  }),
  on('supervision', 'ScopeStated', async (event) => {
    // What is not in the bank yet takes the scope over from its entry.
    if ((await model.suggestions.collection.byId(event.data.appealId)) === null) return;
    await model.suggestions.react(event.data.appealId, event, {
      learn: (facts) => withScope(facts, event.data),
      decide: () => [],
    });
  }),
];
