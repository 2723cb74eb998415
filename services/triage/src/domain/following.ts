import type { Refused, TextReference } from '@daqidi/schemas';
import { fitsBefore, type Joinable } from './duplicate.js';
import { assessingRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Another petitioner's older appeal about the same matter, which this one follows (domain, 2.2). */
export interface Following {
  readonly leaderId: string;
  readonly since: string;
}

/** What is known of whoever follows this one. */
export interface Follower {
  readonly appealId: string;
  readonly receivedAt: string;
}

/** What forbids that this appeal follows `leader`; null where the reviewer sees none. What is restricted looks like none. */
export const followingProblem = (own: Joinable | null, leader: Joinable | null): Refused | null => {
  if (own === null || own.restricted || leader === null || !fitsBefore(leader, own)) return { refused: 'triage.follows' };
  return leader.petitionerId === own.petitionerId ? { refused: 'triage.follows-own' } : null;
};

export const nameLeader = (appealId: string, leaderId: string, before: string | null): TriageEvent => ({
  type: 'LeaderNamed',
  v: 1,
  data: { appealId, leaderId, before },
});

const ended = (
  appealId: string,
  leaderId: string,
  ground: 'UNDONE' | 'LEADS' | 'RESTRICTED',
  reason: TextReference | null = null,
): TriageEvent => ({ type: 'FollowingEnded', v: 1, data: { appealId, leaderId, ground, reason } });

/** Why this person does not undo now that it follows another. */
export const notUndoing = (state: TriageState, { closed }: TriageFacts, { role }: Reviewer): Refused | null => {
  if (closed || (state.stage !== 'ASSESSING' && state.stage !== 'ASSESSED')) return { refused: 'triage.stage' };
  if (!assessingRoles(state).includes(role)) return { refused: 'triage.panel' };
  return state.following === null ? { refused: 'triage.follows-none' } : null;
};

export const endFollowing = (state: TriageState, facts: TriageFacts, reviewer: Reviewer, reason: TextReference): Decision => {
  const wrong = notUndoing(state, facts, reviewer);
  if (wrong !== null) return wrong;
  const { accepted, following } = state;
  return accepted === null || following === null ? [] : [ended(accepted.appealId, following.leaderId, 'UNDONE', reason)];
};

/** What is a secret now follows nothing: that others go before it would betray it to whoever reads them. */
export const hideFollowing = ({ accepted, following }: TriageState, { scope }: TriageFacts): readonly TriageEvent[] =>
  accepted !== null && following !== null && scope?.restricted === true
    ? [ended(accepted.appealId, following.leaderId, 'RESTRICTED')]
    : [];

/** Whether nothing may follow it any more: refused, withdrawn, or a secret. One that was closed still leads: it has the answer. */
export const leadsNothing = ({ stage }: TriageState, { scope, withdrawn }: TriageFacts): boolean =>
  stage === 'DISMISSED' || stage === 'WITHDRAWN' || withdrawn || scope?.restricted === true;

/** Whether it may go before those with which it followed another. */
export const mayLead = (state: TriageState, facts: TriageFacts): boolean => !leadsNothing(state, facts) && !facts.closed;

/** A document as far as following depends on it. */
export interface Known {
  readonly id: string;
  readonly state: TriageState;
  readonly facts: TriageFacts;
}

/** Older first; the id decides between two of the same moment. */
const olderFirst = (one: Follower, other: Follower): number =>
  `${one.receivedAt}|${one.appealId}` < `${other.receivedAt}|${other.appealId}` ? -1 : 1;

const withoutOne = (followers: readonly Follower[], appealId: string): readonly Follower[] =>
  followers.filter((one) => one.appealId !== appealId);

export const withFollower = (facts: TriageFacts, follower: Follower): TriageFacts => ({
  ...facts,
  followers: [...withoutOne(facts.followers, follower.appealId), follower].sort(olderFirst),
});

export const withoutFollower = (facts: TriageFacts, appealId: string, leads: boolean): TriageFacts => ({
  ...facts,
  followers: withoutOne(facts.followers, appealId),
  successorId: leads ? appealId : facts.successorId,
});

/**
 * Whom a follower of `leader` follows by what its documents say: the one that this follows itself; where it leads nothing any more,
 * the one that was found before, or else the oldest of its followers; null for the one that leads from now on. Each follows an older one or
 * one that follows nothing: so no circle can come of it, in whatever order two are linked.
 */
export const leaderFor = (own: Known, leader: Known, fellows: readonly Known[]): string | null => {
  const { following } = leader.state;
  if (following !== null) return following.leaderId;
  if (!leadsNothing(leader.state, leader.facts)) return leader.id;
  if (leader.facts.successorId !== null) return leader.facts.successorId;
  const [first] = leader.facts.followers.filter(({ appealId }) =>
    fellows.some(({ id, state, facts }) => id === appealId && state.following?.leaderId === leader.id && mayLead(state, facts)),
  );
  return first === undefined || first.appealId === own.id ? null : first.appealId;
};

/** What follows for one that follows `from`, where its documents say that it follows `leaderId`. */
export const refollow = ({ accepted, following }: TriageState, from: string, leaderId: string | null): readonly TriageEvent[] => {
  if (accepted === null || following?.leaderId !== from || leaderId === from) return [];
  const { appealId } = accepted;
  return leaderId === null || leaderId === appealId ? [ended(appealId, from, 'LEADS')] : [nameLeader(appealId, leaderId, from)];
};
