export { type DemoPerson, demoPeople, demoPlace } from './demo-people.js';
export { createPlatform, type Platform, type PlatformDeps } from './platform.js';
export { loadSecrets, type Secrets } from './secrets.js';
export { settled } from './settled.js';
export { standaloneConfig } from './settings.js';
