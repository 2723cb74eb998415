import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { Officer } from './model.js';
import type { EntryDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly entries: ReferenceLoader<EntryDocument>;
  readonly officers: ReferenceLoader<Officer>;
  readonly texts: ReferenceLoader<{ readonly id: string; readonly text: string }>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => ({
    tools,
    entries: createReferenceLoader(
      async (ids) => (await tools.model.entries.collection.byIds(ids, base.scope)).filter(({ seq }) => seq > 0),
      ({ _id }) => _id,
    ),
    officers: createReferenceLoader(
      (ids) => tools.model.officers.byIds(ids),
      ({ _id }) => _id,
    ),
    texts: createReferenceLoader(
      async (ids) => [...(await tools.store.vault.getMany(ids))].map(([id, text]) => ({ id, text })),
      ({ id }) => id,
    ),
  });
