import { randomUUID } from 'node:crypto';
import { databaseProgram } from '../../src/database-program.js';
import { startMongo } from '../../src/mongo.js';
import type { StartDatabase } from '../../src/stack-servers.js';

const { MONGO_STAND_IN, MONGODB_URI } = process.env;

/** How a database of one's own is started: what MONGO_STAND_IN names, where it is set, in the place of mongod. */
export const startDatabase: StartDatabase = MONGO_STAND_IN ? databaseProgram(MONGO_STAND_IN) : startMongo;

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
