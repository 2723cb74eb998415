export * from './directory.js';
export * from './replica.js';
export * from './standing.js';
export { type Ending, standingFor } from './succession.js';
