import { partiesIn } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryFacts, EntryState } from './domain/entry.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry. */
export const { subject: subjectOf } = partiesIn(accessOf);
