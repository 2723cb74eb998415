import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { TriageDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly cases: ReferenceLoader<TriageDocument>;
  readonly texts: ReferenceLoader<{ readonly id: string; readonly text: string }>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => ({
    tools,
    cases: createReferenceLoader(
      async (ids) => (await tools.cases.collection.byIds(ids, base.scope)).filter(({ seq }) => seq > 0),
      ({ _id }) => _id,
    ),
    texts: createReferenceLoader(
      async (ids) => [...(await tools.store.vault.getMany(ids))].map(([id, text]) => ({ id, text })),
      ({ id }) => id,
    ),
  });
