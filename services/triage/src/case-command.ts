import type { Actor } from '@daqidi/events';
import type { Post } from '@daqidi/identity';
import { partiesIn, reachingRole } from '@daqidi/kernel';
import { type Asked, byRule, commandsOn, preferringPost, underPost } from '@daqidi/service';
import { accessOf } from './domain/access.js';
import type { Reviewer } from './domain/reviewer.js';
import type { TriageState } from './domain/triage-case.js';
import type { Leader } from './domain/verdict.js';
import type { TriageDocument } from './subject.js';
import type { Tools } from './tools.js';

interface NamesCase {
  readonly appealId: string;
}

/** A command on a triage case. */
export const caseCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.cases,
  id: ({ appealId }: NamesCase) => appealId,
  ...partiesIn(accessOf),
});

/**
 * Under which post the caller acts: one of the roles whose turn it is, where he holds one; else any that the policy lets
 * in, and the domain says whose turn it is.
 */
export const byPanel =
  (rolesOf: (state: TriageState) => readonly string[]) =>
  (asked: Asked<Tools, TriageDocument, NamesCase>): Actor => {
    const roles = rolesOf(asked.document.state);
    return preferringPost(asked, ({ role }) => roles.includes(role));
  };

/** Who reviews: the actor, in the role of the post that he acts under. */
export const reviewerOf = ({ actor, post }: { readonly actor: Actor; readonly post: Post | null }): Reviewer => ({
  person: actor.person,
  role: post?.role ?? '',
  unitId: post?.unitId ?? null,
});

/** Which leader decides: the actor, for the unit of the post that he acts under. */
export const leaderOf = ({ actor, post }: { readonly actor: Actor; readonly post: Post | null }): Leader => ({
  person: actor.person,
  unitId: post?.unitId ?? null,
});

/** The main leader of the unit that is asked about the verdict; where none is, any that the policy lets in. */
export const byLeader = ({ tools, caller, document, subject }: Asked<Tools, TriageDocument, NamesCase>): Actor => {
  const unit = document.state.proposal?.verdict.unitId;
  return byRule(tools, caller, undefined, unit === undefined ? subject : { ...subject, units: [unit] });
};

/** The petitioner himself, or whoever reaches him. FORBIDDEN. */
export const byPetitionerOrReacher = (asked: Asked<Tools, TriageDocument, NamesCase>): Actor => {
  const { tools, caller, document, now, subject } = asked;
  if (caller.principal.kind === 'PETITIONER') return byRule(tools, caller, undefined, subject);
  const { scope, submitted } = document.facts;
  const isProtected = submitted?.petitioner.protected ?? false;
  const reaching = scope === null ? 'CENTRE_CLERK' : reachingRole(tools.directory, isProtected, { scope, now });
  return underPost(asked, ({ role }) => role === reaching);
};
