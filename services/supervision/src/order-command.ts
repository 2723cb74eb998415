import { deadlineFrom, unitPathOf } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { nextAddressee } from './domain/next-addressee.js';
import type { OrderEvent, OrderState, Rise } from './domain/order.js';
import { subjectOf } from './subject.js';
import type { Tools } from './tools.js';

/** A command on a supervision order. */
export const orderCommand = commandsOn<Tools, OrderState, null, OrderEvent, { readonly orderId: string }>({
  aggregates: ({ model }) => model.orders,
  id: ({ orderId }) => orderId,
  subject: subjectOf,
});

/** Where an order that is unanswered now rises to. */
export const riseAt = ({ directory }: Tools, state: OrderState, now: number): Rise | null => {
  const above = state.unitId === null ? [] : (unitPathOf(directory, state.unitId, now) ?? []).slice(1);
  const district = state.issued?.regionPath[0] ?? '';
  const toUnitId = nextAddressee(state, above, directory.officeOf(district, 'LETTERS_OFFICER'));
  if (toUnitId === null) return null;
  return { toUnitId, deadline: deadlineFrom(directory, now, ({ orderWorkingDays }) => orderWorkingDays) };
};
