export { openAside } from './aside.js';
export { checkPlatform } from './check/check-platform.js';
export { creators, type Services } from './services.js';
export { opsSettings } from './settings.js';
