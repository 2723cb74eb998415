import { mutation, mutations, totals } from '@daqidi/service';
import { dateScalar, dateTimeScalar, positionScalar } from '@daqidi/subgraph';
import { addAccused } from '../commands/add-accused.js';
import { answerMaterialRequest } from '../commands/answer-material-request.js';
import { answerOrder } from '../commands/answer-order.js';
import { concludeOrder } from '../commands/conclude-order.js';
import { concludeTrack } from '../commands/conclude-track.js';
import { decideDisagreement } from '../commands/decide-disagreement.js';
import { declareConflict } from '../commands/declare-conflict.js';
import { noteTrack } from '../commands/note-track.js';
import { proposeJointDecision } from '../commands/propose-joint-decision.js';
import { requestMaterial } from '../commands/request-material.js';
import { stateConsent } from '../commands/state-consent.js';
import { takeTrack } from '../commands/take-track.js';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { DualOversight, disagreements, dualOf, myConsents, myTracks, Track } from './dual-oversight.js';
import { MaterialRequest, materialRequests } from './material-request.js';
import { Oversight, oversightOf } from './oversight.js';
import { SupervisionOrder } from './supervision-order.js';
import { supervisionOrders } from './supervision-orders.js';

type Reference = { readonly id: string };

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
    ...mutations('supervisionOrder', { answerOrder, concludeOrder }),
    ...mutations('materialRequest', { answerMaterialRequest }),
    ...mutations('oversight', { addAccused, proposeJointDecision }),
    // Whoever states it may not be told whom the case accuses.
    declareConflict: mutation(declareConflict, ({ document }) => ({ appealId: document._id })),
    ...mutations('dualOversight', { takeTrack, noteTrack, requestMaterial, concludeTrack, stateConsent, decideDisagreement }),
  },
  Appeal: {
    supervision: async ({ id, orders }, _, context) => {
      const known = orders ?? (await context.ofAppeals.load(id))?.orders ?? [];
      const [oversight, dual] = await Promise.all([oversightOf(context, id), dualOf(context, id)]);
      return known.length === 0 && oversight === null && dual === null ? null : { orders: [...known], oversight, dual };
    },
    // An appeal without orders, one whose orders are hidden and one that does not exist look alike.
    __resolveReference: async ({ id }: Reference, context: Context) =>
      (await context.ofAppeals.load(id)) ??
      ((await oversightOf(context, id)) === null && (await dualOf(context, id)) === null ? null : { id, orders: [] }),
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
