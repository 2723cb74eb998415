// A process that takes the lock, says how that went, and stays.
import { writeSync } from 'node:fs';
import { lockDataDirectory } from '../../src/lock.js';

try {
  await lockDataDirectory(process.argv[2] ?? '');
  writeSync(1, 'held\n');
  process.stdin.resume();
} catch (error) {
  writeSync(1, `${(error as Error).message}\n`);
}
