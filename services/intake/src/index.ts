export { createIntake } from './service.js';
