export { keepSecret, privateFile, privateFolder } from './private-files.js';
