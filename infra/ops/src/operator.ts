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
import { createEventSchemas, type ServiceName } from '@daqidi/schemas';
import { createEventCodec, type EventCodec } from '@daqidi/service';
import { createPatience, hostsOf, type Server } from './awaited.js';
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
  /** A service on its database, neither started nor prepared. Without the secrets of the settings it can seal and open nothing. */
  open<Name extends ServiceName>(name: Name): Promise<Opened<Name>>;
  /** Tries until Kafka answers, as long as the operator is patient. */
  whenKafka<Answer>(ask: (connection: ReturnType<typeof kafkaConnection>) => Promise<Answer>): Promise<Answer>;
  /** The same, of the bus. What a broker that answers refuses is not tried again. */
  onBus<Answer>(ask: (bus: Bus) => Promise<Answer>): Promise<Answer>;
  /** The same, of the database: for what may be done twice. */
  onDatabase<Answer>(ask: () => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

const isUnavailable = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 'UNAVAILABLE';

/** What lies under it, where something does: `self-signed certificate`. */
export const reasonOf = (error: unknown): string => {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message.trim() : String(at);
};

export const createOperator = (settings: OpsValues, givenLog: Logger, randomness: Randomness = systemRandomness): Operator => {
  const clock = systemClock;
  const closing: (() => Promise<void>)[] = [];
  const { log, inTime } = createPatience(settings.patience, givenLog);
  const kafka: Server = { name: 'Kafka', variable: 'KAFKA_BROKERS', addresses: settings.brokers.join(', ') };
  const mongo: Server = { name: 'MongoDB', variable: 'MONGODB_URI', addresses: hostsOf(settings.mongoUri) };
  const opened = new Map<ServiceName, Promise<Opened<ServiceName>>>();
  let bus: Promise<Bus> | null = null;
  let codec: EventCodec | null = null;

  /** Tries until `ask` has an answer; an error that passes is told as what is waited for. */
  const until = async <Answer>(
    server: Server,
    ask: () => Promise<Answer>,
    passes: (error: unknown) => boolean | Promise<boolean>,
  ): Promise<Answer> =>
    inTime(server, async (signal) => {
      const answers: Answer[] = [];
      const attempt = async (): Promise<string | null> => {
        try {
          answers.push(await ask());
          return null;
        } catch (error) {
          if (await passes(error)) return `${server.name} (${server.addresses}: ${reasonOf(error)})`;
          throw isUnavailable(error) ? new Fatal(`${server.name}: ${reasonOf(error)}`, { cause: error }) : error;
        }
      };
      await waitFor(attempt, log, signal);
      return answers[0] as Answer;
    });

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

  /** One for all services, where any is opened. */
  const codecOnce = (): EventCodec => {
    codec ??= createEventCodec(createEventSchemas());
    return codec;
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
      codec: codecOnce(),
      masterKey: settings.masterKey ?? randomness.bytes(32),
      lookupSecret: settings.lookupSecret ?? randomness.bytes(32),
      contextKeys: () => [],
      clock,
      randomness,
      faults: noFaults,
      log,
      metrics: createMetrics(),
    });
    await inTime(mongo, database.open);
    return { service, replica };
  };

  return {
    settings,
    log,
    clock,
    open: <Name extends ServiceName>(name: Name) => {
      const known = opened.get(name) ?? openOne(name);
      opened.set(name, known);
      return known as Promise<Opened<Name>>;
    },
    whenKafka: (ask) => {
      // What the library says of each attempt is told once, with what is waited for.
      const connection = kafkaConnection(settings, 'daqidi-ops', { ...log, warn: log.debug });
      return until(kafka, () => ask(connection), isUnavailable);
    },
    onBus: async (ask) => {
      const made = await busOnce();
      return until(
        kafka,
        () => ask(made),
        async (error) => isUnavailable(error) && !(await made.up()),
      );
    },
    onDatabase: (ask) => until(mongo, ask, isUnavailable),
    close: async () => {
      await Promise.allSettled(closing.toReversed().map((close) => close()));
    },
  };
};
