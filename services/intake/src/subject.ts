import { partiesIn } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { AppealFacts, AppealState } from './domain/appeal.js';

export type AppealDocument = AggregateDocument<AppealState, AppealFacts>;

/** What the policy asks about an appeal. */
export const { subject: subjectOf } = partiesIn(accessOf);
