import { DaqidiError, Fatal, type Logger, type Randomness, untilAborted, waitFor } from '@daqidi/runtime';
import { type IndexProblems, isOutage } from '@daqidi/store';
import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { clientTls } from './client-tls.js';
import { type ProbedCollection, probeCompareAndSet } from './compare-and-set.js';
import type { MongoValues } from './settings.js';

/** Milliseconds between looks at the servers: how soon a lost one is noticed, and one that came back. */
const heartbeat = 2_000;

const tlsOf = ({ mongoTls, mongoCa, mongoCertKey }: MongoValues): ConnectOptions => {
  const bundle = ['DAQIDI_MONGODB_CERT_KEY_FILE', mongoCertKey] as const;
  const tls = clientTls({ ca: ['DAQIDI_MONGODB_CA_FILE', mongoCa], cert: bundle, key: bundle });
  return mongoTls || mongoCa !== null || mongoCertKey !== null ? { tls: true, ...tls } : {};
};

const authOf = ({ mongoUser: username, mongoPassword: password, mongoAuthSource: authSource }: MongoValues): ConnectOptions => {
  if (username === null && password !== null) throw new Fatal('DAQIDI_MONGODB_PASSWORD needs DAQIDI_MONGODB_USER');
  return username === null ? {} : { auth: { username, password: password ?? '' }, authSource };
};

/** How to reach the database. Throws where the settings contradict each other, or name files that are of no use. */
export const connectOptions = (
  values: MongoValues,
  database: string,
  answerTimeout: number = values.mongoTimeout,
): ConnectOptions => ({
  dbName: database,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  writeConcern: { w: 'majority', j: true },
  // Nothing is decided on what a fail-over could roll back. By these names no URI overrules them: it would `readConcern`.
  readConcernLevel: 'majority',
  readPreference: 'primary',
  maxPoolSize: values.mongoPool,
  serverSelectionTimeoutMS: values.mongoTimeout,
  connectTimeoutMS: values.mongoTimeout,
  socketTimeoutMS: answerTimeout,
  waitQueueTimeoutMS: values.mongoTimeout,
  heartbeatFrequencyMS: heartbeat,
  ...authOf(values),
  ...tlsOf(values),
});

const authenticationFailed = 18;

/** What no waiting sets right. */
const fatalOf = (error: unknown): Fatal | null => {
  const { name, code, message } = error as { readonly name?: string; readonly code?: unknown; readonly message?: string };
  if (code === authenticationFailed) return new Fatal('MongoDB refuses the user name or the password', { cause: error });
  if (error instanceof Fatal) return error;
  if (name === 'MongoParseError' || name === 'MongoInvalidArgumentError')
    return new Fatal(`MONGODB_URI or its settings: ${message}`, { cause: error });
  // Files may be named in the URI too.
  return code === 'ENOENT' ? new Fatal(`a certificate of the database cannot be read: ${message}`, { cause: error }) : null;
};

const awayOf = (error: unknown): string => `MongoDB (${error instanceof Error ? error.message : String(error)})`;

/** What is lacking while the database is away, told by the driver or by the store; whatever else it fails of is final. */
const lackingOf = async (attempt: () => Promise<string | null>): Promise<string | null> => {
  try {
    return await attempt();
  } catch (error) {
    const cause = error instanceof DaqidiError ? error.cause : error;
    if (isOutage(cause)) return awayOf(cause);
    throw fatalOf(error) ?? error;
  }
};

export interface Database {
  /** Models may be declared on it before it is open. */
  readonly connection: Connection;
  /** Waits for the server, saying so; rejects for good where it refuses us, or cannot compare and set. */
  open(signal: AbortSignal): Promise<void>;
  /** Waits for the indexes, which the operator creates; rejects for good where there are others under their names. */
  whenIndexed(problems: () => Promise<IndexProblems>, signal: AbortSignal): Promise<void>;
  /** Does it again whenever it fails of an outage. What is under way when aborted comes to its end. */
  outlast(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Whether a server is there right now. */
  up(): boolean;
  close(): Promise<void>;
}

export interface DatabaseDeps {
  readonly values: MongoValues;
  /** Name of the database. */
  readonly name: string;
  readonly log: Logger;
  readonly randomness: Randomness;
  /** Milliseconds that an answer may take, where that is not `DAQIDI_MONGODB_TIMEOUT`. */
  readonly answerTimeout?: number;
}

export const createDatabase = ({ values, name, log, randomness, answerTimeout }: DatabaseDeps): Database => {
  const connection = mongoose.createConnection();

  const connect = async (): Promise<string | null> => {
    try {
      await connection.openUri(values.mongoUri, connectOptions(values, name, answerTimeout));
      return null;
    } catch (error) {
      const fatal = fatalOf(error);
      if (fatal !== null) throw fatal;
      return awayOf(error);
    }
  };

  const probe = async (): Promise<null> => {
    const collection = connection.collection('probe') as unknown as ProbedCollection;
    const problem = await probeCompareAndSet(collection, randomness);
    if (problem !== null) throw new Fatal(`this database server cannot compare and set: ${problem}`);
    return null;
  };

  const wait = (attempt: () => Promise<string | null>, signal: AbortSignal): Promise<void> =>
    waitFor(() => untilAborted(lackingOf(attempt), signal), log, signal);

  return {
    connection,
    open: async (signal) => {
      await wait(connect, signal);
      await wait(probe, signal);
    },
    whenIndexed: (problems, signal) =>
      wait(async () => {
        const { missing, different } = await problems();
        if (different.length > 0) throw new Fatal(`${name} has other indexes under these names: ${different.join(', ')}`);
        return missing.length === 0 ? null : `indexes of ${name} (run ops create-indexes): ${missing.join(', ')}`;
      }, signal),
    outlast: (work, signal) => waitFor(() => lackingOf(() => work().then(() => null)), log, signal),
    up: () => connection.readyState === mongoose.ConnectionStates.connected,
    close: async () => {
      // mongoose would wait for what comes of connecting.
      await connection.getClient()?.close();
      await connection.close();
    },
  };
};
