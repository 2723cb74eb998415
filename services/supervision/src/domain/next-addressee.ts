import { isBarred } from '@daqidi/kernel';
import type { OrderState } from './order.js';

/**
 * Whom an unanswered order rises to: the next unit above the addressee or, where a panel was addressed, the letters office. Never who
 * must not learn of the case, nor who was addressed before; null where nobody is left.
 */
export const nextAddressee = (
  { issued, addressees }: Pick<OrderState, 'issued' | 'addressees'>,
  /** Units above the addressee, the nearest first. */
  above: readonly string[],
  lettersOffice: string | null,
): string | null => {
  if (issued === null) return null;
  const able = (unitId: string): boolean => !isBarred(issued, unitId) && !addressees.includes(unitId);
  const next = above.find(able);
  if (next !== undefined) return next;
  return addressees.length === 0 && lettersOffice !== null && able(lettersOffice) ? lettersOffice : null;
};
