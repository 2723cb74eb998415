export { checkPlatform } from './check/check-platform.js';
export type { Services } from './services.js';
export { opsSettings } from './settings.js';
