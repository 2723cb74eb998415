export { type Defer, useCleanup } from './cleanup.js';
export { invariant } from './invariant.js';
export { numberOfSeed, type Seed, useSeed } from './seed.js';
export { drawShare, shareOf } from './share.js';
export { testUnless } from './test-unless.js';
