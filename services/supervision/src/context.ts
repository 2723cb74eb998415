import { createAggregateLoader, createTextLoader, seenThrough, type Text } from '@daqidi/service';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { DualDocument, OrderDocument, OversightDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly orders: ReferenceLoader<OrderDocument>;
  readonly ofAppeals: ReferenceLoader<{ readonly id: string; readonly orders: readonly OrderDocument[] }>;
  readonly oversights: ReferenceLoader<OversightDocument>;
  /** What is known of a case, also where it accuses nobody. */
  readonly knownCases: ReferenceLoader<OversightDocument>;
  readonly duals: ReferenceLoader<DualDocument>;
  /** Texts of requests for material, for whoever sees the request itself: the unit sees no track, the track not the unit's document. */
  readonly materialTexts: ReferenceLoader<Text>;
  readonly texts: ReferenceLoader<Text>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { store, model } = tools;
    const orders = createAggregateLoader(model.orders, base.scope);
    const knownCases = createReferenceLoader<OversightDocument>(
      (ids) => model.oversights.collection.byIds(ids, base.scope),
      ({ _id }) => _id,
    );
    const oversights: ReferenceLoader<OversightDocument> = {
      ...knownCases,
      load: async (id) => {
        const document = await knownCases.load(id);
        return document !== null && document.seq > 0 ? document : null;
      },
    };
    const duals = createAggregateLoader(model.duals, base.scope);
    return {
      tools,
      orders,
      ofAppeals: createReferenceLoader(
        async (ids) => {
          const found = await model.orders.collection.find('byAppeals', {
            scope: base.scope,
            where: { 'keys.appeal': { $in: [...ids] } },
          });
          return ids
            .map((id) => ({ id, orders: found.filter(({ keys }) => keys.appeal === id) }))
            .filter(({ orders }) => orders.length > 0);
        },
        ({ id }) => id,
      ),
      oversights,
      knownCases,
      duals,
      materialTexts: createReferenceLoader(
        async (ids) => [...(await store.vault.getMany(ids))].map(([id, { text }]) => ({ id, text })),
        ({ id }) => id,
      ),
      texts: createTextLoader(
        store,
        seenThrough(model.orders, orders),
        seenThrough(model.oversights, oversights),
        seenThrough(model.duals, duals),
      ),
    };
  };
