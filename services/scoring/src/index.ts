export { createScoring } from './service.js';
