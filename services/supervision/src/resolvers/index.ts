import { actionsOf, mutation, mutations, totals } from '@daqidi/service';
import { dateScalar, dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { dualCommands, materialCommands, orderCommands, oversightCommands, trackCommands } from '../actions.js';
import { declareConflict } from '../commands/declare-conflict.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import type { OversightDocument } from '../subject.js';
import { DualOversight, disagreements, dualOf, myConsents, myTracks, Track } from './dual-oversight.js';
import { MaterialRequest, materialRequests } from './material-request.js';
import { Oversight, oversightOf } from './oversight.js';
import { SupervisionOrder } from './supervision-order.js';
import { supervisionOrders } from './supervision-orders.js';

type Reference = { readonly id: string };

/** Everybody who sees the case may say that he is in conflict with it. */
const declarable = actionsOf({ declareConflict }, (document: OversightDocument) => ({
  document,
  names: { appealId: document._id },
}));

export const resolvers: Resolvers<Context> = {
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    supervisionOrder: (_, { id }, { orders }) => orders.load(id),
    supervisionOrders,
    oversight: (_, { id }, context) => oversightOf(context, id),
    dualOversight: (_, { id }, context) => dualOf(context, id),
    myTracks,
    myConsents,
    disagreements,
    materialRequests,
  },
  Mutation: {
    ...mutations('supervisionOrder', orderCommands),
    ...mutations('materialRequest', materialCommands),
    ...mutations('oversight', oversightCommands),
    // Whoever states it may not be told whom the case accuses.
    declareConflict: mutation(declareConflict, ({ document }) => ({ appealId: document._id })),
    ...mutations('dualOversight', { ...trackCommands, ...dualCommands }),
  },
  Appeal: {
    supervision: async ({ id, orders }, _, context) => {
      const known = orders ?? (await context.ofAppeals.load(id))?.orders ?? [];
      const [oversight, dual] = await Promise.all([oversightOf(context, id), dualOf(context, id)]);
      return known.length === 0 && oversight === null && dual === null ? null : { orders: [...known], oversight, dual };
    },
    conflictActions: async ({ id }, _, context, info) => {
      const document = await context.knownCases.load(id);
      return document && declarable(document, _, context, info);
    },
    // An appeal without orders, one whose orders are hidden and one that does not exist look alike.
    __resolveReference: async ({ id }: Reference, context: Context) =>
      (await context.ofAppeals.load(id)) ??
      ((await context.knownCases.load(id)) === null && (await dualOf(context, id)) === null ? null : { id, orders: [] }),
  } as Resolvers<Context>['Appeal'],
  DualOversight: {
    ...DualOversight,
    __resolveReference: ({ id }: Reference, context: Context) => dualOf(context, id),
  } as Resolvers<Context>['DualOversight'],
  Track,
  OrderConnection: totals,
  DualOversightConnection: totals,
  MaterialRequestConnection: totals,
  MaterialRequest,
  Oversight,
  SupervisionOrder: {
    ...SupervisionOrder,
    __resolveReference: ({ id }: Reference, { orders }: Context) => orders.load(id),
  } as Resolvers<Context>['SupervisionOrder'],
};
