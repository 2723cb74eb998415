import type { Refused } from '@daqidi/schemas';
import { type AppealEvent, type AppealFacts, isClosed, type TextReference } from './appeal.js';

export const supplement = (
  facts: AppealFacts,
  addition: { readonly appealId: string; readonly supplementId: string; readonly content: TextReference },
): readonly AppealEvent[] | Refused =>
  isClosed(facts) ? { refused: 'intake.open' } : [{ type: 'AppealSupplemented', v: 1, data: addition }];
