import type { Actor } from '@daqidi/events';
import { permit } from '@daqidi/identity';
import { type Caller, permitted } from '@daqidi/service';
import { subjectOf, type TriageDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/**
 * Under which post the caller acts: one of the roles whose turn it is, where he holds one; else any that the policy lets
 * in, and the domain says whose turn it is.
 */
export const reviewerOf = ({ rules }: Tools, caller: Caller, document: TriageDocument, roles: readonly string[]): Actor => {
  const { principal, rule } = caller;
  const fitting = { ...principal, posts: principal.posts.filter(({ role }) => roles.includes(role)) };
  const subject = subjectOf(document);
  return (rule === null ? null : permit(rules, rule, fitting, subject)) ?? permitted(rules, caller, subject);
};

export const roleOf = ({ directory }: Tools, { post }: Actor): string =>
  post === null ? '' : (directory.post(post)?.role ?? '');
