import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { CaseDocument } from './model.js';
import { noticesTold, type Told } from './shared/notices/told.js';
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
  /** The same. */
  readonly told: ReferenceLoader<Told>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { model, store } = tools;
    const appeals = createAggregateLoader(model.appeals, base.scope);
    /** Those of the appeals that this reader may see. */
    const seen = async (ids: readonly string[]): Promise<readonly string[]> =>
      (await Promise.all(ids.map(async (id) => ((await appeals.load(id)) === null ? [] : [id])))).flat();
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
        async (ids) => timelinesOf(model.timeline, await seen(ids)),
        ({ id }) => id,
      ),
      told: createReferenceLoader(
        async (ids) => noticesTold(model, await seen(ids)),
        ({ id }) => id,
      ),
    };
  };
