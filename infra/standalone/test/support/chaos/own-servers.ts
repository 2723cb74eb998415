import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseProgram, freePorts, startKafka, startMongo } from '@daqidi/local';
import type { Servers } from '../servers.js';
import { type CuttingProxy, openCuttingProxy } from './cutting-proxy.js';

/** Something that can be killed, and started again where it was. */
export interface Victim {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface Server {
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface OwnServers {
  readonly broker: Victim;
  readonly database: Victim;
  /** The networks that lead to them. */
  readonly toBroker: CuttingProxy;
  readonly toDatabase: CuttingProxy;
  /** How processes reach them, through those networks. */
  readonly servers: Servers;
  remove(): Promise<void>;
}

const { MONGO_STAND_IN } = process.env;
const startDatabase = MONGO_STAND_IN ? databaseProgram(MONGO_STAND_IN) : startMongo;

/** A server started again in its directory on its ports; it may be down when it is told to stop. */
const restartable = async (name: string, launch: () => Promise<Server>): Promise<Victim & Server> => {
  let current: Server | null = await launch();
  const end = async (how: 'kill' | 'stop'): Promise<void> => {
    const ending = current;
    current = null;
    await ending?.[how]();
  };
  return {
    name,
    kill: () => end('kill'),
    stop: () => end('stop'),
    start: async () => {
      current ??= await launch();
    },
  };
};

/** A broker and a database of a test's own (MONGO_STAND_IN names the program where no mongod can be had). */
export const openOwnServers = async (): Promise<OwnServers> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-servers-'));
  const [client = 0, controller = 0, port = 0] = await freePorts(3);
  await Promise.all(['kafka', 'mongo'].map((name) => mkdir(join(directory, name))));
  const [toBroker, toDatabase] = [await openCuttingProxy(client), await openCuttingProxy(port)];
  const properties = { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${toBroker.port}` };
  const broker = await restartable('broker', () =>
    startKafka({ directory: join(directory, 'kafka'), ports: [client, controller], properties, patience: 120_000 }),
  );
  const database = await restartable('database', () => startDatabase({ directory: join(directory, 'mongo'), port }));
  return {
    broker,
    database,
    toBroker,
    toDatabase,
    servers: {
      brokers: `127.0.0.1:${toBroker.port}`,
      mongoUri: `mongodb://127.0.0.1:${toDatabase.port}`,
      mark: 'chaos.',
    },
    remove: async () => {
      await Promise.all([broker.stop(), database.stop()]);
      await Promise.all([toBroker.close(), toDatabase.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
};
