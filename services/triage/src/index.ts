export { createTriage } from './service.js';
