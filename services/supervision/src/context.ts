import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { OrderDocument } from './subject.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly orders: ReferenceLoader<OrderDocument>;
  readonly ofAppeals: ReferenceLoader<{ readonly id: string; readonly orders: readonly OrderDocument[] }>;
  readonly texts: ReferenceLoader<{ readonly id: string; readonly text: string }>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const { collection } = tools.orders;
    return {
      tools,
      orders: createReferenceLoader(
        async (ids) => (await collection.byIds(ids, base.scope)).filter(({ seq }) => seq > 0),
        ({ _id }) => _id,
      ),
      ofAppeals: createReferenceLoader(
        async (ids) => {
          const found = await collection.find('byAppeals', { scope: base.scope, where: { 'keys.appeal': { $in: [...ids] } } });
          return ids
            .map((id) => ({ id, orders: found.filter(({ keys }) => keys.appeal === id) }))
            .filter(({ orders }) => orders.length > 0);
        },
        ({ id }) => id,
      ),
      texts: createReferenceLoader(
        async (ids) => [...(await tools.store.vault.getMany(ids))].map(([id, text]) => ({ id, text })),
        ({ id }) => id,
      ),
    };
  };
