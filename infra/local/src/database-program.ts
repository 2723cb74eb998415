import { join } from 'node:path';
import { startServerProgram } from './server-program.js';
import type { StartDatabase } from './stack-servers.js';

/**
 * A program that answers MongoDB's protocol, in the place of mongod where none can be had: called with a port and the path of
 * its data, which it keeps over restarts; says `ready` when it serves.
 */
export const databaseProgram =
  (command: string): StartDatabase =>
  ({ directory, port }) =>
    startServerProgram({
      name: 'MongoDB',
      command,
      args: [String(port), join(directory, 'data')],
      directory,
      logFile: join(directory, 'mongo.log'),
      ready: /^ready/,
    });
