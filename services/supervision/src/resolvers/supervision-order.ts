import { actionsOf, textUnder } from '@daqidi/service';
import { orderCommands } from '../actions.js';
import type { Context } from '../context.js';
import type { SupervisionOrderResolvers } from '../generated/schema.js';
import { type OrderDocument, subjectOf } from '../subject.js';

const issued = ({ _id, state }: OrderDocument) => {
  if (state.issued === null || state.issuedAt === null) throw new Error(`order ${_id} was never issued`);
  return { ...state.issued, issuedAt: state.issuedAt };
};

const clockOf = ({ _id, state: { clock } }: OrderDocument) => {
  if (clock === null) throw new Error(`order ${_id} has no clock`);
  return clock;
};

const unitOf = (id: string | null) => (id === null ? null : { id });

export const SupervisionOrder: SupervisionOrderResolvers<Context> = {
  id: ({ _id }) => _id,
  version: ({ version }) => version,
  actions: actionsOf(orderCommands, (order: OrderDocument) => ({ document: order, names: { orderId: order._id } })),
  appeal: (order) => ({ id: issued(order).appealId }),
  ground: (order) => issued(order).ground,
  clock: (order) => issued(order).clock,
  missedAt: (order) => issued(order).missedAt,
  unit: ({ state }) => unitOf(state.unitId),
  escalations: ({ state }) =>
    state.escalations.map(({ at, fromUnitId, toUnitId }) => ({ at, from: unitOf(fromUnitId), to: { id: toUnitId } })),
  panel: (order) => {
    const { panel } = issued(order);
    return panel && { role: panel.role, region: { id: panel.regionId } };
  },
  status: ({ state }) => (state.status === 'NONE' ? 'ISSUED' : state.status),
  issuedAt: (order) => issued(order).issuedAt,
  dueAt: (order) => clockOf(order).dueAt,
  provisional: (order) => clockOf(order).provisional,
  overdue: ({ state }) => state.overdue,
  answer: (order, _, context) => textUnder('order.read', context, subjectOf(order), order.state.answer?.text ?? null),
  answeredBy: ({ state }) => state.answer && { id: state.answer.by },
  answeredAt: ({ state }) => state.answer?.at ?? null,
  concludedBy: ({ state }) => state.concluded && { id: state.concluded.by },
  concludedAt: ({ state }) => state.concluded?.at ?? null,
  finding: (order, _, context) => textUnder('order.read', context, subjectOf(order), order.state.concluded?.finding ?? null),
};
