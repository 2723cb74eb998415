// Starts a guarded process that would run for ever, says its id, and waits to be killed.
import { join } from 'node:path';
import { startGuarded } from '../../src/guarded-process.js';

const [directory = ''] = process.argv.slice(2);
const { pid } = await startGuarded({
  command: process.execPath,
  args: ['-e', 'setInterval(() => undefined, 1000)'],
  directory,
  logFile: join(directory, 'parent.log'),
  onLine: () => undefined,
});
process.stdout.write(`${pid}\n`);
