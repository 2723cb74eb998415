import { type CaseAccess, caseAccess } from '@daqidi/kernel';
import type { OrderState } from './order.js';

/** Who has to do with an order: where its case is, and who owes the answer. The petitioner has no part in it. */
export const accessOf = ({ issued, addressees }: OrderState): CaseAccess | null =>
  issued === null ? null : caseAccess(issued, { units: addressees });
