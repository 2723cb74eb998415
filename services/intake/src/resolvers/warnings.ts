import { type IdentityNumberProblem, identityNumberText } from '../domain/identity-number.js';
import type { InputWarning } from '../generated/schema.js';

/** Null where nothing that was said looks wrong. */
export const warningsOf = (doubt: IdentityNumberProblem | null): readonly InputWarning[] | null => {
  if (doubt === null) return null;
  const { en, zh } = identityNumberText[doubt];
  return [{ field: 'petitioner.identityNumber', code: doubt, textZh: zh, textEn: en }];
};
