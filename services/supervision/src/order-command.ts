import type { Actor } from '@daqidi/events';
import { deadlineFrom, isConflictedUnit, partiesIn, unitPathOf } from '@daqidi/kernel';
import { type Asked, commandsOn, preferringPost } from '@daqidi/service';
import { accessOf } from './domain/access.js';
import { nextAddressee } from './domain/next-addressee.js';
import { isAddressee, type OrderFacts, type OrderState, type Rise } from './domain/order.js';
import type { OrderDocument } from './subject.js';
import type { Tools } from './tools.js';

interface NamesOrder {
  readonly orderId: string;
}

/** A command on a supervision order. */
export const orderCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.orders,
  id: ({ orderId }: NamesOrder) => orderId,
  ...partiesIn(accessOf),
});

/** Under the addressee's post where the caller holds one; else under any that the policy lets in, and the domain refuses. */
export const byAddressee = (asked: Asked<Tools, OrderDocument, NamesOrder>): Actor =>
  preferringPost(asked, (post) => isAddressee(asked.document.state, post));

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
