export { type BoundedCache, createBoundedCache } from './bounded-cache.js';
export { parsePolicyRules, policyProblems } from './check-policy.js';
export {
  type ContextSigner,
  type ContextVerifier,
  contextHeader,
  correlationHeader,
  createContextKeys,
  createContextSigner,
  createContextVerifier,
  traceHeader,
} from './context.js';
export { contextPrivateKey, contextPublicKeys } from './context-keys.js';
export { createDevelopmentIssuer, type DevelopmentIssuer, type DevelopmentIssuerOptions } from './development-issuer.js';
export { commitment, createVaultCipher, keyedHash, type VaultCipher, type VaultCipherOptions } from './encryption.js';
export { maskAddress, maskIdentityNumber, maskName, maskTelephone } from './mask.js';
export { maskNumbers } from './mask-numbers.js';
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
  anonymous,
  anonymousClaims,
  type Claims,
  isValidOn,
  type Office,
  type Offices,
  type Post,
  type Principal,
  type PrincipalKind,
  principalKey,
  principalKinds,
  type Role,
  resolvePrincipal,
  roles,
  shanghaiDay,
} from './principal.js';
export { isSameSecret } from './same-secret.js';
export {
  earliestYear,
  officeKey,
  personKey,
  regionKey,
  type Scope,
  scopeOf,
  scopeUnder,
  unitKey,
  unitSinceKey,
  withoutYear,
} from './scope.js';
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './tokens.js';
