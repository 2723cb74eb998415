export { type Defer, useCleanup } from './cleanup.js';
export { invariant } from './invariant.js';
export { drawShare, shareOf } from './share.js';
export { testUnless } from './test-unless.js';
