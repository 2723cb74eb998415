import { deadlineFrom, isConflictedUnit, unitPathOf } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { nextAddressee } from './domain/next-addressee.js';
import type { OrderEvent, OrderFacts, OrderState, Rise } from './domain/order.js';
import { recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

/** A command on a supervision order. */
export const orderCommand = commandsOn<Tools, OrderState, OrderFacts, OrderEvent, { readonly orderId: string }>({
  aggregates: ({ model }) => model.orders,
  id: ({ orderId }) => orderId,
  subject: subjectOf,
  recused: recusedIn,
});

/** Where an order that is unanswered now rises to; nowhere before it is known who may learn of the case. */
export const riseAt = ({ directory }: Tools, state: OrderState, { scope }: OrderFacts, now: number): Rise | null => {
  if (scope === null) return null;
  const above = state.unitId === null ? [] : (unitPathOf(directory, state.unitId, now) ?? []).slice(1);
  const toUnitId = nextAddressee(state, {
    above,
    lettersOffice: directory.officeOf(scope.regionPath[0] ?? '', 'LETTERS_OFFICER'),
    isConflicted: (unitId) => isConflictedUnit(directory, scope, unitId, now),
  });
  if (toUnitId === null) return null;
  return { toUnitId, deadline: deadlineFrom(directory, now, ({ orderWorkingDays }) => orderWorkingDays) };
};
