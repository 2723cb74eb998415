import { mutations, totals } from '@daqidi/service';
import { dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { addAccused } from '../commands/add-accused.js';
import { answerOrder } from '../commands/answer-order.js';
import { concludeOrder } from '../commands/conclude-order.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { Oversight, oversightOf } from './oversight.js';
import { SupervisionOrder } from './supervision-order.js';
import { supervisionOrders } from './supervision-orders.js';

type Reference = { readonly id: string };

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    supervisionOrder: (_, { id }, { orders }) => orders.load(id),
    supervisionOrders,
  },
  Mutation: {
    ...mutations('supervisionOrder', { answerOrder, concludeOrder }),
    ...mutations('oversight', { addAccused }),
  },
  Appeal: {
    supervision: async ({ id, orders }, _, context) => {
      const known = orders ?? (await context.ofAppeals.load(id))?.orders ?? [];
      const oversight = await oversightOf(context, id);
      return known.length === 0 && oversight === null ? null : { orders: [...known], oversight };
    },
    // An appeal without orders, one whose orders are hidden and one that does not exist look alike.
    __resolveReference: async ({ id }: Reference, context: Context) =>
      (await context.ofAppeals.load(id)) ?? ((await oversightOf(context, id)) === null ? null : { id, orders: [] }),
  } as Resolvers<Context>['Appeal'],
  OrderConnection: totals,
  Oversight,
  SupervisionOrder: {
    ...SupervisionOrder,
    __resolveReference: ({ id }: Reference, { orders }: Context) => orders.load(id),
  } as Resolvers<Context>['SupervisionOrder'],
};
