export { createFileNotifier, type Told } from './file-notifier.js';
export { keepSecret, privateFile, privateFolder } from './private-files.js';
