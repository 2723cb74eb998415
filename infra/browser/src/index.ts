export { seriousViolations } from './accessibility.js';
export { launchBrowser } from './chromium.js';
