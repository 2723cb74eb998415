import type { Actor } from '@daqidi/events';
import { permit } from '@daqidi/identity';
import { type Asked, byRule, commandsOn } from '@daqidi/service';
import type { TriageEvent, TriageFacts, TriageState } from './domain/triage-case.js';
import { recusedIn, subjectOf, type TriageDocument } from './subject.js';
import type { Tools } from './tools.js';

interface NamesCase {
  readonly appealId: string;
}

/** A command on a triage case. */
export const caseCommand = commandsOn<Tools, TriageState, TriageFacts, TriageEvent, NamesCase>({
  aggregates: ({ model }) => model.cases,
  id: ({ appealId }) => appealId,
  subject: subjectOf,
  recused: recusedIn,
});

/**
 * Under which post the caller acts: one of the roles whose turn it is, where he holds one; else any that the policy lets
 * in, and the domain says whose turn it is.
 */
export const byPanel =
  (rolesOf: (state: TriageState) => readonly string[]) =>
  ({ tools, caller, document, subject }: Asked<Tools, TriageDocument, NamesCase>): Actor => {
    const { principal, rule } = caller;
    const roles = rolesOf(document.state);
    const fitting = { ...principal, posts: principal.posts.filter(({ role }) => roles.includes(role)) };
    return (rule === null ? null : permit(tools.rules, rule, fitting, subject)) ?? byRule(tools, caller, undefined, subject);
  };

/** The main leader of the unit that is asked about the verdict; where none is, any that the policy lets in. */
export const byLeader = ({ tools, caller, document, subject }: Asked<Tools, TriageDocument, NamesCase>): Actor => {
  const unit = document.state.proposal?.verdict.unitId;
  return byRule(tools, caller, undefined, unit === undefined ? subject : { ...subject, units: [unit] });
};
