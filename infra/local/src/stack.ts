import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { lockDataDirectory } from '@daqidi/sqlite';
import { freePorts } from './free-port.js';
import { repositoryRoot } from './repository-root.js';
import {
  gatewayEnvironment,
  localUrl,
  opsEnvironment,
  type StackPlaces,
  type StackProcessName,
  serviceEnvironment,
  stackServices,
} from './stack-environment.js';
import { builtEntry, createStackProcess, runToEnd, type StackProcess } from './stack-processes.js';
import { keepStackSecrets } from './stack-secrets.js';
import { type StackServer, type StackServersOptions, stackKafka, stackMongo } from './stack-servers.js';
import { type Environment, refuseUnknown } from './stack-settings.js';
import { createWaitingRoom } from './waiting-room.js';

export interface StackOptions extends Pick<StackServersOptions, 'kafkaProperties' | 'startDatabase'> {
  /** Data of the servers, secrets, logs: `.data/stack` of this repository unless given. One stack at a time. */
  readonly directory?: string;
  /** Of the gateway; any free one unless given. */
  readonly port?: number;
  /** Of each service. */
  readonly instances?: number;
  /** What the person has set; this process's environment unless given. */
  readonly environment?: Environment;
  /** Added to one process's environment, or in the place of what is there. */
  extraEnvironment?(name: StackProcessName, instance: number): Environment;
  /** Files that are run in the place of the product's entry points. */
  readonly entries?: Partial<Readonly<Record<StackProcessName | 'ops', string>>>;
  /** Milliseconds from the start of the processes until the gateway is ready. */
  readonly patience?: number;
  /** One line for each process that ended on its own, and for what a start that takes long waits for. */
  report?(line: string): void;
  /** Gives the start up. */
  readonly signal?: AbortSignal;
}

export interface Stack {
  /** Of the gateway. */
  readonly url: string;
  readonly directory: string;
  readonly processes: readonly StackProcess[];
  readonly kafka: StackServer;
  readonly mongo: StackServer;
  environmentOf(name: StackProcessName | 'ops', instance?: number): Environment;
  /** Gateway, services, broker, database; never what was not started here. */
  stop(): Promise<void>;
}

const entryOf = (name: StackProcessName): string => `${name === 'gateway' ? name : `services/${name}`}/dist/main.js`;

const claimPort = async (port: number | undefined): Promise<number> => {
  if (port === undefined || port === 0) return (await freePorts(1))[0] ?? 0;
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(`Port in use: 127.0.0.1:${port}. Stop what listens there, or give another one with --port.`, { cause });
  });
  server.close();
  await once(server, 'close');
  return port;
};

const spread = async (instances: number): Promise<StackPlaces['portsOf']> => {
  const ports = await freePorts(stackServices.length * instances);
  return (name) => {
    const index = stackServices.indexOf(name);
    return ports.slice(index * instances, (index + 1) * instances);
  };
};

/** Until the stack is up, an end that nobody asked for fails the start; afterwards it is told of and set right. */
const createVigil = (report: (line: string) => void, signal: AbortSignal | undefined) => {
  let starting = true;
  const giveUp = new AbortController();
  const failed = new Promise<never>((_, reject) => {
    giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason));
  });
  failed.catch(() => undefined);
  const interrupt = (): void => giveUp.abort(new Error('the start was interrupted'));
  signal?.addEventListener('abort', interrupt);
  if (signal?.aborted) interrupt();
  return {
    failed,
    signal: giveUp.signal,
    mayRestart: () => !starting,
    report: (line: string): void => (starting ? giveUp.abort(new Error(line)) : report(line)),
    up: (): void => {
      starting = false;
      signal?.removeEventListener('abort', interrupt);
    },
    fail: (error: unknown): void => giveUp.abort(error),
  };
};

const startIn = async (directory: string, gatewayPort: number, options: StackOptions): Promise<Stack> => {
  const { instances = 1, environment = process.env, entries = {}, patience = 180_000 } = options;
  const { extraEnvironment = () => ({}), report = () => undefined } = options;
  const logs = join(directory, 'logs');
  await mkdir(logs, { recursive: true });
  const url = localUrl(gatewayPort);
  const opsEntry = entries.ops ?? builtEntry('infra/ops/dist/main.js');
  const vigil = createVigil(report, options.signal);
  const waitingRoom = createWaitingRoom({ report });
  const serversOptions = { ...options, directory, environment, watch: vigil };
  const [kafka, mongo] = await Promise.all([stackKafka(serversOptions), stackMongo(serversOptions)]);
  const places: StackPlaces = {
    secrets: await keepStackSecrets(join(directory, 'secrets')),
    brokers: kafka.address.split(','),
    mongoUri: mongo.address === '' ? undefined : mongo.address,
    portsOf: await spread(instances),
  };

  const environmentOf = (name: StackProcessName | 'ops', instance = 1): Environment => {
    if (name === 'ops') return opsEnvironment(environment, places);
    const base =
      name === 'gateway'
        ? gatewayEnvironment(environment, places, gatewayPort)
        : serviceEnvironment(environment, places, places.portsOf(name)[instance - 1] ?? 0);
    return { ...base, ...extraEnvironment(name, instance) };
  };
  const create = (name: StackProcessName, instance: number, port: number): StackProcess =>
    createStackProcess({
      name,
      instance,
      url: localUrl(port),
      logFile: join(logs, `${name}-${instance}.log`),
      entry: entries[name] ?? builtEntry(entryOf(name)),
      environment: environmentOf(name, instance),
      watch: vigil,
    });
  const services = stackServices.flatMap((name) => places.portsOf(name).map((port, index) => create(name, index + 1, port)));
  const gateway = create('gateway', 1, gatewayPort);
  const servers = [kafka, mongo].filter(({ own }) => own);

  const stop = async (): Promise<void> => {
    await gateway.stop();
    await Promise.all(services.map((service) => service.stop()));
    for (const server of servers) await server.stop();
  };
  const setup = (): Promise<void> =>
    runToEnd({
      entry: opsEntry,
      args: ['setup'],
      environment: environmentOf('ops'),
      logFile: join(logs, 'setup.log'),
      signal: vigil.signal,
      // It waits for the same servers as the services, which also wait for what it is about to make.
      onLine: (line) => waitingRoom.hear(line),
    });
  try {
    await settleAll(servers.map((server) => server.start()));
    vigil.signal.throwIfAborted();
    // All at once: each waits for what it needs, and says for what.
    const running = Promise.all([
      setup(),
      ...[...services, gateway].map((each) => each.start()),
      gateway.ready(patience, vigil.signal),
    ]);
    running.catch(vigil.fail);
    await Promise.race([running, vigil.failed]);
    vigil.up();
  } catch (error) {
    vigil.fail(error);
    await stop();
    throw error;
  } finally {
    waitingRoom.leave();
  }
  return { url, directory, processes: [...services, gateway], kafka, mongo, environmentOf, stop };
};

/** Rejects as `Promise.all` does, but not before all have come to an end: what still starts could not be stopped. */
const settleAll = async (promises: readonly Promise<void>[]): Promise<void> => {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

/**
 * The whole platform as separate processes on Apache Kafka and MongoDB, those that the environment names or its own. Resolves when
 * the gateway is ready; rejects with one line that says what is wrong, with nothing left behind. All of it ends with this process.
 */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  const directory = resolve(options.directory ?? join(repositoryRoot(), '.data', 'stack'));
  refuseUnknown(options.environment ?? process.env);
  const gatewayPort = await claimPort(options.port);
  // Before anything is written: logs and settings in the folder may be those of a stack that runs.
  const lock = await lockDataDirectory(directory);
  try {
    const stack = await startIn(directory, gatewayPort, options);
    return { ...stack, stop: () => stack.stop().finally(lock.release) };
  } catch (error) {
    lock.release();
    throw error;
  }
};
