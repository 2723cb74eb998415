import type { EventEnvelope } from '@daqidi/events';
import { type Listener, on } from '@daqidi/service';
import { type Known, leaderFor, refollow, withFollower, withoutFollower } from '../domain/following.js';
import type { TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';

const known = ({ _id: id, state, facts }: TriageDocument): Known => ({ id, state, facts });

/** Looks again whom each of these follows that follows `leaderId` so far, the oldest first, so that it leads before others ask it. */
export const lookAgain =
  ({ model: { cases } }: Tools) =>
  async (cause: EventEnvelope, leaderId: string, followers?: readonly string[]): Promise<void> => {
    const leader = await cases.collection.byId(leaderId);
    if (leader === null) return;
    const ids = leader.facts.followers.map(({ appealId }) => appealId);
    // Of most cases, which nobody follows, nothing more is read.
    if (ids.length === 0) return;
    const fellows = (await cases.collection.byIds(ids)).map(known);
    for (const id of followers ?? ids) {
      const own = fellows.find((one) => one.id === id);
      if (own === undefined) continue;
      const target = leaderFor(own, known(leader), fellows);
      await cases.react(id, cause, { learn: (facts) => facts, decide: (state) => refollow(state, leaderId, target) });
    }
  };

/**
 * Who follows whom is each follower's own to say; the document of whoever is followed knows its followers. Both are written before either
 * is read, so that of two links that are made at once, one finds the other.
 */
export const keepFollowing = (tools: Tools): readonly Listener[] => {
  const { cases } = tools.model;
  const looking = lookAgain(tools);
  return [
    on('triage', 'LeaderNamed', async (event) => {
      const { appealId, leaderId, before } = event.data;
      const follower = await cases.collection.byId(appealId);
      const receivedAt = follower?.facts.submitted?.receivedAt ?? event.time;
      if (before !== null)
        await cases.react(before, event, { learn: (facts) => withoutFollower(facts, appealId, false), decide: () => [] });
      await cases.react(leaderId, event, { learn: (facts) => withFollower(facts, { appealId, receivedAt }), decide: () => [] });
      await looking(event, leaderId, [appealId]);
      await looking(event, appealId);
    }),
    on('triage', 'FollowingEnded', (event) => {
      const { appealId, leaderId, ground } = event.data;
      return cases.react(leaderId, event, {
        learn: (facts) => withoutFollower(facts, appealId, ground === 'LEADS'),
        decide: () => [],
      });
    }),
    on('triage', 'AppealDismissed', (event) => looking(event, event.data.appealId)),
    on('triage', 'WithdrawalAccepted', (event) => looking(event, event.data.appealId)),
  ];
};
