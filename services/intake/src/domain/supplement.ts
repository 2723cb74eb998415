import type { IntakeEvents, Refused } from '@daqidi/schemas';
import { type AppealFacts, type Decision, isClosed } from './appeal.js';

/** Why nothing is added now. */
export const notOpen = (facts: AppealFacts): Refused | null => (isClosed(facts) ? { refused: 'intake.open' } : null);

export const supplement = (facts: AppealFacts, addition: IntakeEvents['AppealSupplemented']): Decision =>
  notOpen(facts) ?? [{ type: 'AppealSupplemented', v: 1, data: addition }];
