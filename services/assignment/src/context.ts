import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { Officer } from './model.js';
import type { EntryDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly entries: ReferenceLoader<EntryDocument>;
  readonly officers: ReferenceLoader<Officer>;
  readonly texts: ReferenceLoader<Text>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { store, model } = tools;
    const entries = createAggregateLoader(model.entries, base.scope);
    return {
      tools,
      entries,
      officers: createReferenceLoader(
        (ids) => model.officers.byIds(ids),
        ({ _id }) => _id,
      ),
      texts: createTextLoader(store, seenThrough(model.entries, entries)),
    };
  };
