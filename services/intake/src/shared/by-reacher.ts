import type { Actor } from '@daqidi/events';
import type { Role } from '@daqidi/identity';
import { latestScope, reachingRole } from '@daqidi/kernel';
import { type Asked, byRule, underPost } from '@daqidi/service';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

type AskedOfAppeal = Asked<Tools, AppealDocument, object>;

const reachingAt = ({ tools: { directory }, document: { state, facts }, now }: AskedOfAppeal): Role => {
  const { submitted } = state;
  if (submitted === null) return 'CENTRE_CLERK';
  return reachingRole(directory, submitted.petitioner.protected, { scope: latestScope(facts.scope, submitted), now });
};

/** Whoever reaches the petitioner of this case. FORBIDDEN. */
export const byReacher = (asked: AskedOfAppeal): Actor => {
  const reaching = reachingAt(asked);
  return underPost(asked, ({ role }) => role === reaching);
};

/** The petitioner himself, or whoever reaches him. FORBIDDEN. */
export const byPetitionerOrReacher = (asked: AskedOfAppeal): Actor =>
  asked.caller.principal.kind === 'PETITIONER' ? byRule(asked.tools, asked.caller, undefined, asked.subject) : byReacher(asked);
