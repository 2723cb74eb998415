import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-port.js';
import { type KafkaOptions, startKafka } from './kafka.js';
import { startMongo } from './mongo.js';
import type { ServerProgram } from './server-program.js';
import type { Environment } from './stack-settings.js';
import { createSupervised, type SupervisedOptions } from './supervised.js';

/** A broker or a database: our own, or somebody else's, which is never touched. */
export interface StackServer {
  /** `host:port` (several, by comma), or a URI; empty where only a file names it. */
  readonly address: string;
  readonly own: boolean;
  /** Null while it does not run, and for somebody else's. */
  readonly pid: number | null;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** How a database is started in a folder, on a port; others take the place of mongod in tests. */
export type StartDatabase = (options: { readonly directory: string; readonly port: number }) => Promise<ServerProgram>;

export interface StackServersOptions {
  /** Of the stack: each server has a folder in it. */
  readonly directory: string;
  readonly environment: Environment;
  readonly kafkaProperties?: KafkaOptions['properties'];
  readonly startDatabase?: StartDatabase;
  readonly watch: Pick<SupervisedOptions, 'report' | 'mayRestart'>;
}

const foreign = (address: string): StackServer => {
  const refuse = async (): Promise<void> => {
    throw new Error(`${address} was not started here`);
  };
  return { address, own: false, pid: null, start: refuse, stop: refuse, kill: refuse };
};

const owned = (address: string, options: SupervisedOptions): StackServer => {
  const { pid, ...rest } = createSupervised(options);
  return {
    address,
    own: true,
    get pid() {
      return pid();
    },
    ...rest,
  };
};

/** A broker keeps its ports over restarts: they are part of what its data folder says of its quorum. */
const keptPorts = async (file: string): Promise<readonly [number, number]> => {
  const kept = await readFile(file, 'utf8').catch(async () => {
    const text = JSON.stringify(await freePorts(2));
    await writeFile(file, text);
    return text;
  });
  const [port = 0, controllerPort = 0] = JSON.parse(kept) as readonly number[];
  return [port, controllerPort];
};

/** The broker that KAFKA_BROKERS names, else one of our own; not started yet. */
export const stackKafka = async ({
  directory,
  environment,
  kafkaProperties = {},
  watch,
}: StackServersOptions): Promise<StackServer> => {
  if (environment.KAFKA_BROKERS) return foreign(environment.KAFKA_BROKERS);
  const folder = join(directory, 'kafka');
  await mkdir(folder, { recursive: true });
  const ports = await keptPorts(join(folder, 'ports.json'));
  const launch = () => startKafka({ directory: folder, ports, properties: kafkaProperties });
  return owned(`127.0.0.1:${ports[0]}`, { name: 'Kafka', logFile: join(folder, 'kafka.log'), launch, ...watch });
};

/** The database that MONGODB_URI (or MONGODB_URI_FILE) names, else one of our own; not started yet. */
export const stackMongo = async ({
  directory,
  environment,
  startDatabase = startMongo,
  watch,
}: StackServersOptions): Promise<StackServer> => {
  if (environment.MONGODB_URI || environment.MONGODB_URI_FILE) return foreign(environment.MONGODB_URI ?? '');
  const folder = join(directory, 'mongo');
  await mkdir(folder, { recursive: true });
  const [port = 0] = await freePorts(1);
  const launch = () => startDatabase({ directory: folder, port });
  return owned(`mongodb://127.0.0.1:${port}`, { name: 'MongoDB', logFile: join(folder, 'mongo.log'), launch, ...watch });
};
