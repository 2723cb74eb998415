export { type Defer, useCleanup } from './cleanup.js';
export { invariant } from './invariant.js';
export { testUnless } from './test-unless.js';
