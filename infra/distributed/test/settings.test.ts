// Promise: what is set for Kafka and MongoDB reaches their clients as it is meant, and what contradicts itself, cannot be read or is
// of no use is said in one line that names the setting.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, defineConfig, Fatal, silentLogger } from '@daqidi/runtime';
import { invariant } from '@daqidi/testing';
import mongoose from 'mongoose';
import { createAuthority } from '../../subgraph/test/contract/certificates.js';
import { connectOptions, kafkaConnection, kafkaSettings, mongoSettings, secretSettings } from '../src/index.js';

const directory = mkdtempSync(join(tmpdir(), 'daqidi-settings-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};

const authority = await createAuthority('authority');
const [mine, other] = [await authority.issue('mine'), await authority.issue('other')];
const files = {
  ca: file('ca.pem', authority.cert),
  cert: file('cert.pem', mine.cert),
  key: file('key.pem', mine.key),
  both: file('both.pem', `${mine.cert}\n${mine.key}`),
  otherKey: file('other-key.pem', other.key),
  garbage: file('garbage.pem', 'no certificate\n'),
  absent: join(directory, 'absent.pem'),
};

const kafkaOf = (environment: Record<string, string>) =>
  kafkaConnection(
    defineConfig(kafkaSettings).parse({ KAFKA_BROKERS: 'one:9092, two:9092', ...environment }),
    'daqidi-test',
    silentLogger,
  );
const mongoOf = (environment: Record<string, string>) =>
  connectOptions(
    defineConfig(mongoSettings).parse({ MONGODB_URI: 'mongodb://one,two/?replicaSet=rs', ...environment }),
    'daqidi_intake',
  );
const fatal =
  (message: RegExp) =>
  (error: unknown): boolean => {
    invariant(error instanceof Fatal, String(error));
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/\n/);
    return true;
  };

test('Kafka: plain, unless something else is set', () => {
  const { log: _log, ...connection } = kafkaOf({});
  expect(connection).toStrictEqual({ brokers: ['one:9092', 'two:9092'], clientId: 'daqidi-test' });
});

test('Kafka: TLS by the system’s authorities, by one’s own, and with a certificate to show', () => {
  expect(kafkaOf({ DAQIDI_KAFKA_TLS: 'true' }).ssl).toStrictEqual({});
  expect(kafkaOf({ DAQIDI_KAFKA_CA_FILE: files.ca }).ssl).toStrictEqual({ ca: authority.cert });
  expect(
    kafkaOf({ DAQIDI_KAFKA_CA_FILE: files.ca, DAQIDI_KAFKA_CERT_FILE: files.cert, DAQIDI_KAFKA_KEY_FILE: files.key }).ssl,
  ).toStrictEqual({ ca: authority.cert, cert: mine.cert, key: mine.key });
});

test('Kafka: user and password, the latter from a file too', () => {
  const user = { DAQIDI_KAFKA_SASL: 'scram-sha-512', DAQIDI_KAFKA_USER: 'intake' };
  const sasl = { mechanism: 'scram-sha-512', username: 'intake', password: 'a secret' };
  expect(kafkaOf({ ...user, DAQIDI_KAFKA_PASSWORD: 'a secret' }).sasl).toStrictEqual(sasl);
  expect(kafkaOf({ ...user, DAQIDI_KAFKA_PASSWORD_FILE: file('password', 'a secret\n') }).sasl).toStrictEqual(sasl);
});

test('Kafka: what contradicts itself', () => {
  const together = /^DAQIDI_KAFKA_CERT_FILE and DAQIDI_KAFKA_KEY_FILE go together$/;
  expect(() => kafkaOf({ DAQIDI_KAFKA_CERT_FILE: files.cert })).toThrow(expect.toSatisfy(fatal(together)));
  expect(() => kafkaOf({ DAQIDI_KAFKA_KEY_FILE: files.key })).toThrow(expect.toSatisfy(fatal(together)));
  const complete = { DAQIDI_KAFKA_SASL: 'plain', DAQIDI_KAFKA_USER: 'intake', DAQIDI_KAFKA_PASSWORD: 'a secret' };
  for (const left of Object.keys(complete))
    expect(() => kafkaOf(Object.fromEntries(Object.entries(complete).filter(([name]) => name !== left)))).toThrow(
      expect.toSatisfy(fatal(/^DAQIDI_KAFKA_SASL, DAQIDI_KAFKA_USER and DAQIDI_KAFKA_PASSWORD go together$/)),
    );
  expect(() => kafkaOf({ ...complete, DAQIDI_KAFKA_SASL: 'SCRAM-SHA-512' })).toThrow(
    /^DAQIDI_KAFKA_SASL: expected one of plain, scram-sha-256, scram-sha-512, got "SCRAM-SHA-512"$/,
  );
});

test('Kafka: files that are not there, hold no certificate, or do not belong together', () => {
  const { cert, garbage, absent, otherKey } = files;
  expect(() => kafkaOf({ DAQIDI_KAFKA_CA_FILE: absent })).toThrow(
    expect.toSatisfy(fatal(/^DAQIDI_KAFKA_CA_FILE: .*absent.pem cannot be read \(ENOENT\)$/)),
  );
  expect(() => kafkaOf({ DAQIDI_KAFKA_CA_FILE: directory })).toThrow(expect.toSatisfy(fatal(/cannot be read \(EISDIR\)$/)));
  expect(() => kafkaOf({ DAQIDI_KAFKA_CA_FILE: garbage })).toThrow(
    expect.toSatisfy(fatal(/^DAQIDI_KAFKA_CA_FILE: not usable \(/)),
  );
  for (const key of [otherKey, garbage, cert])
    expect(() => kafkaOf({ DAQIDI_KAFKA_CERT_FILE: cert, DAQIDI_KAFKA_KEY_FILE: key })).toThrow(
      expect.toSatisfy(fatal(/^DAQIDI_KAFKA_CERT_FILE and DAQIDI_KAFKA_KEY_FILE: not usable \(/)),
    );
});

test('MongoDB: writes and reads are those of a majority, on disk, of the primary; nothing is created by the way; time-outs and pool as set', () => {
  const options = mongoOf({ DAQIDI_MONGODB_POOL: '7', DAQIDI_MONGODB_TIMEOUT: '1234' });
  const { heartbeatFrequencyMS, ...rest } = options;
  expect(Number(heartbeatFrequencyMS), 'the driver refuses less').toBeGreaterThanOrEqual(500);
  expect(rest).toStrictEqual({
    dbName: 'daqidi_intake',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    writeConcern: { w: 'majority', j: true },
    readConcernLevel: 'majority',
    readPreference: 'primary',
    maxPoolSize: 7,
    serverSelectionTimeoutMS: 1_234,
    connectTimeoutMS: 1_234,
    socketTimeoutMS: 1_234,
    waitQueueTimeoutMS: 1_234,
  });
});

for (const weaker of ['readConcernLevel=local', 'readPreference=secondary', 'w=1', 'journal=false', 'w=0&journal=false']) {
  test(`MongoDB: ?${weaker} of the URI overrules nothing`, () => {
    const environment = { MONGODB_URI: `mongodb://one,two/?${weaker}` };
    const { autoIndex: _, autoCreate: __, bufferCommands: ___, ...driverOptions } = mongoOf(environment);
    const { options } = new mongoose.mongo.MongoClient(environment.MONGODB_URI, driverOptions as object);
    expect(options.readConcern.level).toBe('majority');
    expect(options.readPreference.mode).toBe('primary');
    expect(options.writeConcern.w).toBe('majority');
    expect(options.writeConcern.journal).toBe(true);
  });
}

test('MongoDB: TLS by the system’s authorities, by one’s own, and with a certificate to show', () => {
  const tlsOf = (environment: Record<string, string>) => {
    const { tls, ca, cert, key } = mongoOf(environment);
    return { tls, ca, cert, key };
  };
  const none = { tls: undefined, ca: undefined, cert: undefined, key: undefined };
  expect(tlsOf({})).toStrictEqual(none);
  expect(tlsOf({ DAQIDI_MONGODB_TLS: 'true' })).toStrictEqual({ ...none, tls: true });
  expect(tlsOf({ DAQIDI_MONGODB_CA_FILE: files.ca })).toStrictEqual({ ...none, tls: true, ca: authority.cert });
  const bundle = `${mine.cert}\n${mine.key}`;
  expect(tlsOf({ DAQIDI_MONGODB_CERT_KEY_FILE: files.both })).toStrictEqual({ ...none, tls: true, cert: bundle, key: bundle });
});

test('MongoDB: user and password', () => {
  const user = { DAQIDI_MONGODB_USER: 'intake', DAQIDI_MONGODB_PASSWORD: 'a secret' };
  const auth = { username: 'intake', password: 'a secret' };
  const seen = ({ auth, authSource }: ReturnType<typeof mongoOf>) => ({ auth, authSource });
  expect(seen(mongoOf(user))).toStrictEqual({ auth, authSource: 'admin' });
  expect(seen(mongoOf({ ...user, DAQIDI_MONGODB_AUTH_SOURCE: 'users' }))).toStrictEqual({ auth, authSource: 'users' });
  expect(() => mongoOf({ DAQIDI_MONGODB_PASSWORD: 'a secret' })).toThrow(
    expect.toSatisfy(fatal(/^DAQIDI_MONGODB_PASSWORD needs DAQIDI_MONGODB_USER$/)),
  );
});

test('MongoDB: files that are not there, or hold no certificate, or no key', () => {
  expect(() => mongoOf({ DAQIDI_MONGODB_CA_FILE: files.absent })).toThrow(
    expect.toSatisfy(fatal(/^DAQIDI_MONGODB_CA_FILE: .*absent.pem cannot be read \(ENOENT\)$/)),
  );
  expect(() => mongoOf({ DAQIDI_MONGODB_CA_FILE: files.garbage })).toThrow(
    expect.toSatisfy(fatal(/^DAQIDI_MONGODB_CA_FILE: not usable \(/)),
  );
  for (const bundle of [files.garbage, files.cert, files.key])
    expect(() => mongoOf({ DAQIDI_MONGODB_CERT_KEY_FILE: bundle })).toThrow(
      expect.toSatisfy(fatal(/^DAQIDI_MONGODB_CERT_KEY_FILE: not usable \(/)),
    );
});

test('secrets of the wrong form are named, never shown', () => {
  const short = Buffer.alloc(31, 7).toString('base64url');
  const environment = { DAQIDI_MASTER_KEY: short, DAQIDI_LOOKUP_SECRET: `${short}!`, DAQIDI_KAFKA_PASWORD: 'typing error' };
  expect(() => defineConfig({ ...secretSettings, ...kafkaSettings, ...mongoSettings }).parse(environment)).toThrow(
    expect.toSatisfy((error) => {
      invariant(error instanceof ConfigError);
      expect(error.lines.toSorted()).toStrictEqual([
        'DAQIDI_CONTEXT_PUBLIC_KEYS: expected a secret text, got nothing',
        'DAQIDI_KAFKA_PASWORD: there is no such setting',
        'DAQIDI_LOOKUP_SECRET: expected 32 bytes as base64url, got something else (not shown)',
        'DAQIDI_MASTER_KEY: expected 32 bytes as base64url, got something else (not shown)',
        'KAFKA_BROKERS: expected host:port, separated by commas, got nothing',
        'MONGODB_URI: expected a secret text, got nothing',
      ]);
      return true;
    }),
  );
});
