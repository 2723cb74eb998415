import type { OrderState } from './order.js';

interface Above {
  /** Units above the addressee, the nearest first. */
  readonly above: readonly string[];
  readonly lettersOffice: string | null;
  readonly isConflicted: (unitId: string) => boolean;
}

/**
 * Whom an unanswered order rises to: the next unit above the addressee or, where a panel was addressed, the letters office. Never who is
 * in conflict with the case, nor who was addressed before; null where nobody is left.
 */
export const nextAddressee = (
  { addressees }: Pick<OrderState, 'addressees'>,
  { above, lettersOffice, isConflicted }: Above,
): string | null => {
  const able = (unitId: string): boolean => !isConflicted(unitId) && !addressees.includes(unitId);
  const next = above.find(able);
  if (next !== undefined) return next;
  return addressees.length === 0 && lettersOffice !== null && able(lettersOffice) ? lettersOffice : null;
};
