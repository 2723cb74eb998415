export * from './clock.js';
export * from './errors.js';
export * from './faults.js';
export * from './ids.js';
