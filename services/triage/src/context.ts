import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import type { BaseContext, ReferenceLoader } from '@daqidi/subgraph';
import type { TriageDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly cases: ReferenceLoader<TriageDocument>;
  readonly texts: ReferenceLoader<Text>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { store, model } = tools;
    const cases = createAggregateLoader(model.cases, base.scope);
    return {
      tools,
      cases,
      texts: createTextLoader(store, seenThrough(model.cases, cases)),
    };
  };
