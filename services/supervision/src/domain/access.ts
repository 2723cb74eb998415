import { type CaseAccess, caseAccess } from '@daqidi/kernel';
import type { OrderFacts, OrderState } from './order.js';

/** Who has to do with an order: where its case is, and who owes the answer. The petitioner has no part in it. */
export const accessOf = ({ issued }: OrderState, { scope }: OrderFacts): CaseAccess | null =>
  issued === null || scope === null ? null : caseAccess(scope, { units: issued.unitId === null ? [] : [issued.unitId] });
