import type { Refused, TextReference } from '@daqidi/schemas';
import { type AppealFacts, type Decision, isClosed } from './appeal.js';

/** Why nothing is added now. */
export const notOpen = (facts: AppealFacts): Refused | null => (isClosed(facts) ? { refused: 'intake.open' } : null);

export const supplement = (
  facts: AppealFacts,
  addition: { readonly appealId: string; readonly supplementId: string; readonly content: TextReference },
): Decision => notOpen(facts) ?? [{ type: 'AppealSupplemented', v: 1, data: addition }];
