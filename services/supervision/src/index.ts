export { createSupervision } from './service.js';
