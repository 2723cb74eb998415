import type { EntryEvent, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

export interface FollowingKnown {
  /** Another petitioner's appeal, which this one follows. */
  readonly leaderId: string | null;
  /** Which of those that it followed was closed last while it did. */
  readonly answeredLeaderId: string | null;
  /** Those that follow this one. */
  readonly followers: readonly string[];
}

export const noFollowing: FollowingKnown = { leaderId: null, answeredLeaderId: null, followers: [] };

/** Not for one that has a result of its own. */
const awaitsResult: ReadonlySet<EntryState['stage']> = new Set(['ASSIGNING', 'ASSIGNED', 'HANDLING']);

/** Once for each that it follows: what became of that is there, to be offered to this one's petitioner as his own answer. */
export const tellAnswered = (
  state: EntryState,
  { following: { leaderId, answeredLeaderId } }: EntryFacts,
  appealId: string,
): readonly EntryEvent[] =>
  leaderId !== null && leaderId === answeredLeaderId && state.answeredLeaderId !== leaderId && awaitsResult.has(state.stage)
    ? [{ type: 'LeaderAnswered', v: 1, data: { appealId, leaderId } }]
    : [];
