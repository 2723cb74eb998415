import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePorts } from './free-port.js';
import { ensureKafkaLibrary, runProgram } from './kafka-library.js';
import { logProperties, serverProperties } from './kafka-settings.js';
import { repositoryRoot } from './repository-root.js';
import { type ServerProgram, startServerProgram } from './server-program.js';

export interface KafkaOptions {
  /** Holds the broker's data, settings and log; begun where there is none. One broker at a time. */
  readonly directory: string;
  /** Of clients and of the controller; free ones unless given. A broker started again in its directory needs its former ones. */
  readonly ports?: readonly [number, number];
  /** Where the jars are kept between runs: `.data/kafka-lib` of this repository unless given. */
  readonly cache?: string;
  /** Broker properties added to the usual ones, or in their place. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Milliseconds from start to ready. */
  readonly patience?: number;
}

export interface Kafka extends ServerProgram {
  /** `host:port`, as clients are told. */
  readonly brokers: readonly string[];
  readonly ports: readonly [number, number];
}

const virtualMachine = ['-Xms256m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Base64url of 16 bytes, always the same for a data folder; a dash in front would look like an option. */
const clusterIdOf = (directory: string): string =>
  createHash('sha256').update(resolve(directory)).digest().subarray(0, 16).toString('base64url').replace(/^-/, 'A');

const prepare = async (directory: string, classPath: string[], settings: string): Promise<void> => {
  await writeFile(join(directory, 'server.properties'), settings);
  await writeFile(join(directory, 'log4j2.properties'), logProperties);
  if (existsSync(join(directory, 'data', 'meta.properties'))) return;
  const format = ['kafka.tools.StorageTool', 'format', '-t', clusterIdOf(directory), '-c', 'server.properties'];
  await runProgram('java', [...classPath, ...format], directory, 'the data folder of Kafka cannot be formatted: look at it');
};

/**
 * A real Kafka broker on 127.0.0.1: one node, ready when this resolves, gone when this process is. Needs Java 17 and, the
 * first time, Maven. Rejects with one line that says what is missing.
 */
export const startKafka = async (options: KafkaOptions): Promise<Kafka> => {
  const { properties = {}, patience = 60_000 } = options;
  const directory = resolve(options.directory);
  const cache = options.cache ?? join(repositoryRoot(), '.data', 'kafka-lib');
  const library = await ensureKafkaLibrary(resolve(cache));
  const [port = 0, controllerPort = 0] = options.ports ?? (await freePorts(2));
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  const classPath = ['-Dlog4j2.configurationFile=file:log4j2.properties', '-cp', join(library, '*')];
  await prepare(directory, classPath, serverProperties({ data, port, controllerPort, properties }));

  const broker = await startServerProgram({
    name: 'Kafka',
    command: 'java',
    args: [...virtualMachine, ...classPath, 'kafka.Kafka', 'server.properties'],
    directory,
    logFile: join(directory, 'kafka.log'),
    ready: /KafkaRaftServer .*Kafka Server started/,
    patience,
    instead: 'set KAFKA_BROKERS to use a running one',
  });
  return {
    brokers: [`127.0.0.1:${port}`],
    ports: [port, controllerPort],
    ...broker,
  };
};
