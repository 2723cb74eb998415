import { mutations } from '@daqidi/service';
import { dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { answerOrder } from '../commands/answer-order.js';
import { concludeOrder } from '../commands/conclude-order.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
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
  Mutation: mutations('supervisionOrder', { answerOrder, concludeOrder }),
  Appeal: {
    supervision: async ({ id, orders }, _, { ofAppeals }) => {
      const known = orders ?? (await ofAppeals.load(id))?.orders;
      return known === undefined ? null : { orders: [...known] };
    },
    // An appeal without orders, one whose orders are hidden and one that does not exist look alike.
    __resolveReference: ({ id }: Reference, { ofAppeals }: Context) => ofAppeals.load(id),
  } as Resolvers<Context>['Appeal'],
  SupervisionOrder: {
    ...SupervisionOrder,
    __resolveReference: ({ id }: Reference, { orders }: Context) => orders.load(id),
  } as Resolvers<Context>['SupervisionOrder'],
};
