export * from './case-visibility.js';
export * from './event-schemas.js';
export * from './files.js';
export type * from './generated/events.js';
export * from './policy.js';
