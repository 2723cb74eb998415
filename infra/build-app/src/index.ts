export { builtApp } from './built-app.js';
