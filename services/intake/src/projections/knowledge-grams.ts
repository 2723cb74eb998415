import { type Listener, on } from '@daqidi/service';
import { gramsOf } from '../domain/grams.js';
import type { Tools } from '../tools.js';

/** A row a gram of the question, once everybody reads it: whoever looks for its words finds the entry, which says whether it still holds. */
export const projectKnowledgeGrams = ({ model, store }: Tools): Listener =>
  on('intake', 'KnowledgeDecided', async (event) => {
    const { entryId, approved } = event.data;
    const proposed = approved ? (await model.knowledge.collection.byId(entryId))?.state.proposed : null;
    const question = proposed ? await store.vault.get(proposed.question.vaultId) : null;
    if (!proposed || question === null) return;
    const { validUntil } = proposed;
    const order = `${event.time}|${entryId}`;
    for (const gram of gramsOf(question))
      await model.knowledgeGrams.apply(`${entryId}:${gram}`, event, (row) => ({ ...row, entryId, gram, order, validUntil }));
  });
