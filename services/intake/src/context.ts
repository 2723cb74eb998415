import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { CaseDocument } from './model.js';
import { type Timeline, timelinesOf } from './shared/timelines.js';
import type { AppealDocument } from './subject.js';
import type { Tools } from './tools.js';

/** What intake adds to a request: its tools, and one loader a kind so that a list costs one read each. */
export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly appeals: ReferenceLoader<AppealDocument>;
  readonly caseRows: ReferenceLoader<CaseDocument>;
  readonly texts: ReferenceLoader<Text>;
  /** Read through the appeal: who may not see it, sees no step of it. */
  readonly timelines: ReferenceLoader<Timeline>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { model, store } = tools;
    const appeals = createAggregateLoader(model.appeals, base.scope);
    return {
      tools,
      appeals,
      caseRows: createReferenceLoader(
        (ids) => model.cases.collection.byIds(ids, base.scope),
        ({ _id }) => _id,
      ),
      texts: createTextLoader(
        store,
        seenThrough(model.appeals, appeals),
        seenThrough(model.knowledge, createAggregateLoader(model.knowledge, base.scope)),
      ),
      timelines: createReferenceLoader(
        async (ids) => {
          const seen = await Promise.all(ids.map(async (id) => ((await appeals.load(id)) === null ? [] : [id])));
          return timelinesOf(model.timeline, seen.flat());
        },
        ({ id }) => id,
      ),
    };
  };
