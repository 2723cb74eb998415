import type { EventEnvelope } from '@daqidi/events';
import { type Listener, on } from '@daqidi/service';
import { type FollowingKnown, tellAnswered } from '../domain/following.js';
import type { Tools } from '../tools.js';

const without =
  (appealId: string) =>
  (known: FollowingKnown): FollowingKnown => ({ ...known, followers: known.followers.filter((id) => id !== appealId) });

/**
 * Keeps who follows whom. What became of the one is offered to the others when it is closed; both documents are written before the other is
 * read, so that a link and a closing that come at once find each other.
 */
export const learnFollowing = ({ model: { entries } }: Tools): readonly Listener[] => {
  const learning = (id: string, event: EventEnvelope, learn: (known: FollowingKnown) => FollowingKnown): Promise<void> =>
    entries.react(id, event, {
      learn: (facts) => ({ ...facts, following: learn(facts.following) }),
      decide: (state, facts) => tellAnswered(state, facts, id),
    });
  return [
    on('triage', 'LeaderNamed', async (event) => {
      const { appealId, leaderId, before } = event.data;
      if (before !== null) await learning(before, event, without(appealId));
      await learning(leaderId, event, (known) => ({
        ...known,
        followers: [...without(appealId)(known).followers, appealId],
      }));
      const isClosed = (await entries.collection.byId(leaderId))?.state.stage === 'CLOSED';
      await learning(appealId, event, (known) => ({
        ...known,
        leaderId,
        answeredLeaderId: isClosed ? leaderId : known.answeredLeaderId,
      }));
    }),
    on('triage', 'FollowingEnded', async (event) => {
      const { appealId, leaderId } = event.data;
      await learning(leaderId, event, without(appealId));
      await learning(appealId, event, (known) => ({ ...known, leaderId: null }));
    }),
    on('assignment', 'AppealClosed', async (event) => {
      const { appealId } = event.data;
      const followers = (await entries.collection.byId(appealId))?.facts.following.followers ?? [];
      for (const follower of followers) await learning(follower, event, (known) => ({ ...known, answeredLeaderId: appealId }));
    }),
  ];
};
