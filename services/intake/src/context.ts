import { createAggregateLoader, createTextLoader, type Text } from '@daqidi/service';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { CaseDocument, TimelineDocument } from './model.js';
import type { AppealDocument } from './subject.js';
import type { Tools } from './tools.js';

/** What intake adds to a request: its tools, and one loader a kind so that a list costs one read each. */
export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly appeals: ReferenceLoader<AppealDocument>;
  readonly caseRows: ReferenceLoader<CaseDocument>;
  readonly texts: ReferenceLoader<Text>;
  readonly timelines: ReferenceLoader<{ readonly id: string; readonly entries: readonly TimelineDocument[] }>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { model, store } = tools;
    return {
      tools,
      appeals: createAggregateLoader(model.appeals, base.scope),
      caseRows: createReferenceLoader(
        (ids) => model.cases.collection.byIds(ids, base.scope),
        ({ _id }) => _id,
      ),
      texts: createTextLoader(store),
      timelines: createReferenceLoader(
        async (ids) => {
          const rows = await model.timeline.collection.find('byAppeals', { where: { appealId: { $in: [...ids] } } });
          return ids.map((id) => ({ id, entries: rows.filter(({ appealId }) => appealId === id) }));
        },
        ({ id }) => id,
      ),
    };
  };
