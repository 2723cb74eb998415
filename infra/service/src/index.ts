export * from './command-call.js';
export * from './event-codec.js';
export * from './reading.js';
export * from './service.js';
export * from './table.js';
export * from './text.js';
