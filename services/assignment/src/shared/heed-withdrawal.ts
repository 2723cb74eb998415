import { type Custody, deadlineFrom, heedWish } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from '../domain/entry.js';
import type { EntryFacts } from '../domain/entry-facts.js';
import type { Tools } from '../tools.js';

/** What follows here from the petitioner's request to withdraw, as it is known at this moment (ms since the epoch). */
export const heedWithdrawal = (
  { directory }: Tools,
  { state, facts }: { readonly state: EntryState; readonly facts: EntryFacts },
  appealId: string,
  custody: Custody,
  now: number,
): readonly EntryEvent[] =>
  heedWish({ wish: facts.wish, withdrawal: state.withdrawal, answeredBefore: facts.review.answered }, appealId, {
    custody,
    clock: deadlineFrom(directory, now, ({ withdrawalWorkingDays }) => withdrawalWorkingDays),
  });
