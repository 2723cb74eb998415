export { launchBrowser } from './chromium.js';
