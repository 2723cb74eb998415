import { partiesIn } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { EntryFacts, EntryState } from './domain/entry.js';

export type EntryDocument = AggregateDocument<EntryState, EntryFacts>;

/** What the policy asks about an entry, and who takes no part in it. */
export const { subject: subjectOf, recused: recusedIn } = partiesIn(accessOf);
