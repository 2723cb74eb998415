import type { KeyObject } from 'node:crypto';
import type { Bus } from '@daqidi/bus';
import { filesFrom } from '@daqidi/files';
import { contextPublicKeys } from '@daqidi/identity';
import {
  defineConfig,
  noFaults,
  type ProcessTools,
  runProcess,
  serverTls,
  systemClock,
  systemRandomness,
  unavailable,
} from '@daqidi/runtime';
import type { ServiceName } from '@daqidi/schemas';
import type { Service, ServiceDeps } from '@daqidi/service';
import { type HttpServer, type Subgraph, serveSubgraph, toFormattedError } from '@daqidi/subgraph';
import { createNotifier } from '@daqidi/webhooks';
import { createDatabase } from './database.js';
import { openKafkaBus } from './kafka.js';
import { openService, type Surroundings } from './open-service.js';
import { type ServiceValues, serviceSettings } from './settings.js';

export interface RunServiceOptions<Made extends Service> extends Partial<Surroundings> {
  readonly name: ServiceName;
  create(deps: ServiceDeps): Made;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Puts something around the bus: tests of delivery order do. */
  aroundBus?(bus: Bus): Bus;
}

export interface RunningService<Made extends Service> {
  readonly service: Made;
  readonly server: HttpServer;
  /** From now on these context keys, and these only. */
  trust(contextKeys: readonly KeyObject[]): void;
}

const drain = 10_000;

/** Until the service can answer, it says so: whoever asks is told to come again. */
const whenReady = (subgraph: Subgraph, ready: () => boolean, log: ProcessTools['log']): Pick<Subgraph, 'execute'> => ({
  execute: async (request) =>
    ready()
      ? subgraph.execute(request)
      : { errors: [toFormattedError(unavailable(), { correlationId: request.headers['x-correlation-id'] ?? 'none', log })] },
});

const build = async <Made extends Service>(
  options: RunServiceOptions<Made>,
  settings: ServiceValues,
  { lifecycle, log, metrics }: ProcessTools,
): Promise<RunningService<Made>> => {
  const { name, clock = systemClock, randomness = systemRandomness, faults = noFaults, aroundBus = (bus) => bus } = options;
  let contextKeys = contextPublicKeys(settings.contextKeys);
  const database = createDatabase({ values: settings, name: `${settings.databasePrefix}${name}`, log, randomness });
  const kafka = await openKafkaBus({
    values: settings,
    clientId: `daqidi-${name}`,
    log,
    randomness,
    fail: (error) => void lifecycle.fail(error),
  });
  const bus = aroundBus(kafka);
  const files = filesFrom(settings, clock, randomness);
  const { service, replica } = openService({
    name,
    create: options.create,
    connection: database.connection,
    bus,
    masterKey: settings.masterKey,
    lookupSecret: settings.lookupSecret,
    ...(files === null ? {} : { files }),
    notifier: createNotifier(settings, { folder: settings.notices, clock }),
    contextKeys: () => contextKeys,
    clock,
    randomness,
    faults,
    log,
    metrics,
  });
  const tls = serverTls(settings);
  let directoryRead = false;
  const server = serveSubgraph({
    subgraph: whenReady(service.subgraph, service.ready, log),
    host: settings.host,
    port: settings.port,
    drain,
    log,
    metrics: metrics.registry,
    ...(tls === null ? {} : { tls }),
    readiness: async () => ({
      parts: {
        process: lifecycle.state() === 'READY',
        database: database.up(),
        directory: directoryRead,
        service: service.ready(),
      },
      // What is decided meanwhile is kept, and published when one is back.
      degraded: (await bus.up()) ? [] : ['broker'],
    }),
  });

  lifecycle.register({
    name: 'server',
    start: async () => {
      const { url } = await server.start();
      log.info({ url }, 'listening');
    },
    stopAccepting: server.stop,
  });
  lifecycle.register({
    name: 'database',
    start: async (signal) => {
      await database.open(signal);
      await database.whenIndexed(service.store.indexProblems, signal);
    },
    stop: database.close,
  });
  lifecycle.register({
    name: 'bus',
    start: async (signal) => {
      // What waits for a broker or for topics ends when the bus is closed.
      signal.addEventListener('abort', () => void bus.close());
      await replica.start();
      directoryRead = true;
    },
    stop: async () => {
      await replica.stop();
      await bus.close();
    },
  });
  lifecycle.register({
    name: 'service',
    // The database may have gone again while the broker was waited for.
    start: (signal) =>
      database.outlast(async () => {
        await database.whenIndexed(service.store.indexProblems, signal);
        await service.start();
      }, signal),
    drain: service.stop,
    stop: () => files?.stop(),
  });
  return {
    service,
    server,
    trust: (keys) => {
      contextKeys = keys;
    },
  };
};

/** Runs one service as a process of its own, on Apache Kafka and MongoDB, until it is told to stop. */
export const runService = <Made extends Service>(options: RunServiceOptions<Made>) =>
  runProcess({
    name: options.name,
    config: defineConfig(serviceSettings(options.name)),
    environment: options.environment ?? process.env,
    build: (settings, tools) => build(options, settings, tools),
    reload: ({ server, trust }, settings) => {
      // Whatever does not hold throws before anything is exchanged.
      const [tls, keys] = [serverTls(settings), contextPublicKeys(settings.contextKeys)];
      if (tls !== null) server.reload(tls);
      trust(keys);
    },
  });
