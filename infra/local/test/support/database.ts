import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startMongo } from '../../src/mongo.js';
import { startServerProgram } from '../../src/server-program.js';
import type { StartDatabase } from '../../src/stack-servers.js';

const { MONGO_STAND_IN, MONGODB_URI } = process.env;

const startStandIn: StartDatabase = ({ directory, port }) =>
  startServerProgram({
    name: 'MongoDB',
    command: MONGO_STAND_IN ?? '',
    args: [String(port), join(directory, 'data')],
    directory,
    logFile: join(directory, 'mongo.log'),
    ready: /^ready/,
  });

/** How a database of one's own is started: what MONGO_STAND_IN names, where it is set, in the place of mongod. */
export const startDatabase: StartDatabase = MONGO_STAND_IN ? startStandIn : startMongo;

/** Whether tests can have a database of their own, to kill it; else they get databases of their own on MONGODB_URI. */
export const ownDatabase = MONGO_STAND_IN !== undefined || MONGODB_URI === undefined;

/** For a stack in a test: a broker of its own, few partitions, and the database as said above. */
export const stackEnvironment = (): Readonly<Record<string, string | undefined>> => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  DAQIDI_LOG_LEVEL: 'warn',
  DAQIDI_KAFKA_PARTITIONS: '3',
  ...(ownDatabase ? {} : { MONGODB_URI, DAQIDI_MONGODB_DATABASE_PREFIX: `stack_${randomUUID().slice(0, 8)}_` }),
});
