import type { BaseContext, ReferenceLoader } from '@daqidi/subgraph';
import { createReferenceLoader } from '@daqidi/subgraph';
import type { CaseDocument, TimelineDocument } from './model.js';
import type { AppealDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Text {
  readonly id: string;
  readonly text: string;
}

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
      appeals: createReferenceLoader(
        async (ids) => (await model.appeals.collection.byIds(ids, base.scope)).filter(({ seq }) => seq > 0),
        ({ _id }) => _id,
      ),
      caseRows: createReferenceLoader(
        (ids) => model.cases.collection.byIds(ids, base.scope),
        ({ _id }) => _id,
      ),
      texts: createReferenceLoader(
        async (ids) => [...(await store.vault.getMany(ids))].map(([id, text]) => ({ id, text })),
        ({ id }) => id,
      ),
      timelines: createReferenceLoader(
        async (ids) => {
          const rows = await model.timeline.collection.find('byAppeals', { where: { appealId: { $in: [...ids] } } });
          return ids.map((id) => ({ id, entries: rows.filter(({ appealId }) => appealId === id) }));
        },
        ({ id }) => id,
      ),
    };
  };
