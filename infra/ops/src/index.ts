export { openAside } from './aside.js';
export { checkPlatform } from './check/check-platform.js';
export { clockRules } from './check/clock-rules.js';
export { proveClocks } from './check/prove-clocks.js';
export { creators, type Services } from './services.js';
export { opsSettings } from './settings.js';
