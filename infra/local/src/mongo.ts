import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePorts } from './free-port.js';
import { findMongoBinary } from './mongo-binary.js';
import { repositoryRoot } from './repository-root.js';
import { type ServerProgram, startServerProgram } from './server-program.js';

export interface MongoOptions {
  /** Holds the server's data and log; begun where there is none. One server at a time. */
  readonly directory: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Where the program is kept between runs: `.data/mongo-binaries` of this repository unless given. */
  readonly cache?: string;
  /** Milliseconds from start to ready. */
  readonly patience?: number;
  /** Milliseconds that fetching the program may take, the first time. */
  readonly fetchPatience?: number;
}

export interface Mongo extends ServerProgram {
  readonly uri: string;
  readonly port: number;
}

export const mongoArguments = (data: string, port: number): readonly string[] => [
  '--dbpath',
  data,
  '--port',
  String(port),
  '--bind_ip',
  '127.0.0.1',
  '--storageEngine',
  'wiredTiger',
];

/**
 * A real mongod on 127.0.0.1, without authentication: ready when this resolves, gone when this process is, its data kept.
 * mongodb-memory-server-core finds the program; it is run as Kafka is, so that an interrupt at the terminal does not reach it
 * before those who use it. Rejects with one line that says what to set.
 */
export const startMongo = async (options: MongoOptions): Promise<Mongo> => {
  const { patience = 60_000, fetchPatience = 300_000 } = options;
  const directory = resolve(options.directory);
  const cache = resolve(options.cache ?? join(repositoryRoot(), '.data', 'mongo-binaries'));
  const command = await findMongoBinary({ cache, patience: fetchPatience, environment: process.env });
  const [port = 0] = options.port === undefined ? await freePorts(1) : [options.port];
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  const server = await startServerProgram({
    name: 'MongoDB',
    command,
    args: mongoArguments(data, port),
    directory,
    logFile: join(directory, 'mongo.log'),
    ready: /waiting for connections/i,
    patience,
    instead: 'set MONGODB_URI to use a running one',
  });
  return { ...server, uri: `mongodb://127.0.0.1:${port}`, port };
};
