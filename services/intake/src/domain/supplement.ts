import type { TextReference } from '@daqidi/schemas';
import { type AppealFacts, type Decision, isClosed } from './appeal.js';

export const supplement = (
  facts: AppealFacts,
  addition: { readonly appealId: string; readonly supplementId: string; readonly content: TextReference },
): Decision => (isClosed(facts) ? { refused: 'intake.open' } : [{ type: 'AppealSupplemented', v: 1, data: addition }]);
