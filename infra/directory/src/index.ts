export * from './directory.js';
export * from './replica.js';
