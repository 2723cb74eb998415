export * from './errors.js';
export * from './request-fault.js';
