export { stopServers as default } from './servers-up.mjs';
