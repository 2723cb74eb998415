export * from './first-holiday-lists.js';
export * from './working-days.js';
