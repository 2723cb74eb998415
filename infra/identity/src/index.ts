export { policyProblems, policyRules } from './check-policy.js';
export {
  type Grant,
  type KeyTemplate,
  mayEver,
  needsNoSubject,
  type Permission,
  type PolicyRules,
  permit,
  type Rule,
  type Subject,
  type Where,
} from './policy.js';
export {
  actingPosts,
  anonymous,
  anonymousClaims,
  type Claims,
  isValidOn,
  type Office,
  type Post,
  type Principal,
  type PrincipalKind,
  principalKinds,
  type Role,
  resolvePrincipal,
  roles,
  shanghaiDay,
} from './principal.js';
export { officeKey, personKey, regionKey, type Scope, scopeOf, unitKey } from './scope.js';
