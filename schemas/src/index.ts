export * from './event-schemas.js';
export type * from './event-types.js';
export * from './files.js';
export type * from './generated/events.js';
export * from './policy.js';
