export * from './case-access.js';
export * from './clock.js';
export * from './deadline.js';
export * from './digest.js';
export * from './existing.js';
export * from './query-code.js';
export * from './unit-path.js';
export * from './unit-takes.js';
