import type { Bus } from '@daqidi/bus';
import type { DirectoryReplica } from '@daqidi/directory';
import { createDatabase, kafkaConnection, openKafkaBus, openService } from '@daqidi/distributed';
import {
  type Clock,
  createMetrics,
  Fatal,
  type Logger,
  noFaults,
  type Randomness,
  systemClock,
  systemRandomness,
  waitFor,
} from '@daqidi/runtime';
import type { ServiceName } from '@daqidi/schemas';
import { creators, type Services } from './services.js';
import type { OpsValues } from './settings.js';

export interface Opened<Name extends ServiceName> {
  readonly service: Services[Name];
  readonly replica: DirectoryReplica;
}

/** What the commands work with; whatever it opened is closed at the end. */
export interface Operator {
  readonly settings: OpsValues;
  readonly log: Logger;
  readonly clock: Clock;
  bus(): Promise<Bus>;
  /** A service on its database, neither started nor prepared. Without the secrets of the settings it can seal and open nothing. */
  open<Name extends ServiceName>(name: Name): Promise<Opened<Name>>;
  /** Tries until Kafka answers, as long as the operator is patient. */
  whenKafka<Answer>(ask: (connection: ReturnType<typeof kafkaConnection>) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

const isUnavailable = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 'UNAVAILABLE';

/** What lies under it, where something does: `self-signed certificate`. */
const reasonOf = (error: unknown): string => {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message.trim() : String(at);
};

export const createOperator = (settings: OpsValues, log: Logger, randomness: Randomness = systemRandomness): Operator => {
  const clock = systemClock;
  const closing: (() => Promise<void>)[] = [];
  const deadline = AbortSignal.timeout(settings.patience);
  const opened = new Map<ServiceName, Promise<Opened<ServiceName>>>();
  let bus: Promise<Bus> | null = null;

  const inTime = async <Answer>(what: string, work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (error) {
      throw deadline.aborted ? new Fatal(`${what} did not answer within ${settings.patience} ms`, { cause: error }) : error;
    }
  };

  const openBus = async (): Promise<Bus> => {
    const made = await openKafkaBus({
      values: settings,
      clientId: 'daqidi-ops',
      log,
      randomness,
      fail: (error) => log.error({ err: error }, 'the bus cannot go on'),
    });
    closing.push(made.close);
    return made;
  };

  const busOnce = (): Promise<Bus> => {
    bus ??= openBus();
    return bus;
  };

  const openOne = async (name: ServiceName): Promise<Opened<ServiceName>> => {
    const database = createDatabase({
      values: settings,
      name: `${settings.databasePrefix}${name}`,
      log,
      randomness,
      // Creating an index over a large collection takes its time.
      answerTimeout: Math.max(settings.mongoTimeout, settings.patience),
    });
    closing.push(database.close);
    const { service, replica } = openService({
      name,
      create: creators[name],
      connection: database.connection,
      bus: await busOnce(),
      masterKey: settings.masterKey ?? randomness.bytes(32),
      lookupSecret: settings.lookupSecret ?? randomness.bytes(32),
      contextKeys: () => [],
      clock,
      randomness,
      faults: noFaults,
      log,
      metrics: createMetrics(),
    });
    await inTime('MongoDB', database.open(deadline));
    return { service, replica };
  };

  return {
    settings,
    log,
    clock,
    bus: busOnce,
    open: <Name extends ServiceName>(name: Name) => {
      const known = opened.get(name) ?? openOne(name);
      opened.set(name, known);
      return known as Promise<Opened<Name>>;
    },
    whenKafka: async (ask) => {
      // What the library says of each attempt is told once, with what is waited for.
      const connection = kafkaConnection(settings, 'daqidi-ops', { ...log, warn: log.debug });
      let answer: { readonly value: Awaited<ReturnType<typeof ask>> } | null = null;
      const attempt = async (): Promise<string | null> => {
        try {
          answer = { value: await ask(connection) };
          return null;
        } catch (error) {
          if (isUnavailable(error)) return `Kafka (${settings.brokers.join(', ')}: ${reasonOf(error)})`;
          throw error;
        }
      };
      await inTime('Kafka', waitFor(attempt, log, deadline));
      if (answer === null) throw new Fatal('Kafka did not answer');
      return (answer as { readonly value: Awaited<ReturnType<typeof ask>> }).value;
    },
    close: async () => {
      await Promise.allSettled(closing.toReversed().map((close) => close()));
    },
  };
};
