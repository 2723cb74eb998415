import { withScope } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import { answeredBy, keepAnswer } from '../domain/suggestion.js';
import { wordsIn } from '../shared/words.js';
import type { Tools } from '../tools.js';

/** Answered suggestions go into the bank; one that becomes a secret afterwards leaves it. */
export const keepSuggestions = ({ model, store, lookupSecret }: Tools): readonly Listener[] => {
  /** What the public reads of it now is what it is found by. */
  const learnText = async (
    event: Heard<'assignment', 'PublicationPublished'> | Heard<'assignment', 'PublicationTakenDown'>,
  ): Promise<void> => {
    const { appealId } = event.data;
    const { state } = (await model.publications.collection.byId(appealId)) ?? {};
    if (state?.opened?.category !== 'SUGGESTION') return;
    const textId = state.takenDownAt === null ? state.published?.text.vaultId : undefined;
    const text = textId === undefined ? null : await store.vault.get(textId);
    const published = textId === undefined || text === null ? null : { textId, words: wordsIn(text, lookupSecret) };
    await model.suggestions.react(appealId, event, { learn: (facts) => ({ ...facts, published }), decide: () => [] });
  };
  return [
    on('assignment', 'PublicationPublished', learnText),
    on('assignment', 'PublicationTakenDown', learnText),
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
};
