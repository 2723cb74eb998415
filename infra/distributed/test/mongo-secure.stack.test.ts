// Promise: by settings only, the database is reached over TLS and mutual TLS; a server whose authority is not known is waited for, saying
// why; a refused password is final and told in one line. TLS is ended by a proxy of this test in front of the database. That the driver
// gets as far as a refusal of a real server's password is not shown here: the refusal's code is put in the driver's mouth.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { defineConfig, Fatal, silentLogger, systemRandomness } from '@daqidi/runtime';
import { createAuthority } from '../../subgraph/test/contract/certificates.js';
import { createDatabase, mongoSettings } from '../src/index.js';
import { usePlaces } from './contract/places.js';
import { firstHost } from './support/gate.js';

const places = usePlaces();
const directory = mkdtempSync(join(tmpdir(), 'daqidi-mongo-tls-'));
const file = (name: string, ...parts: readonly string[]): string => {
  writeFileSync(join(directory, name), parts.join('\n'));
  return join(directory, name);
};
const [authority, stranger] = [await createAuthority('database'), await createAuthority('stranger')];
const [server, client] = [await authority.issue('server'), await authority.issue('client')];
const files = {
  ca: file('ca.pem', authority.cert),
  strangerCa: file('stranger.pem', stranger.cert),
  client: file('client.pem', client.cert, client.key),
};

const { hostname, port } = new URL(`tcp://${firstHost(places.mongoUri)}`);
/** Whether each connection showed a certificate that the authority issued. */
const shown: boolean[] = [];
const sockets = new Set<TLSSocket>();
const proxy = createServer({ ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: false }, (near) => {
  shown.push(near.authorized);
  sockets.add(near);
  const far = connect(Number(port), hostname);
  pipeline(near, far, () => undefined);
  pipeline(far, near, () => undefined);
});
proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const uri = `mongodb://127.0.0.1:${(proxy.address() as { port: number }).port}/?directConnection=true`;

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
  rmSync(directory, { recursive: true });
  await places.clear();
});

const open = (environment: Readonly<Record<string, string>>) => {
  const waits: string[] = [];
  const giveUp = new AbortController();
  const log = {
    ...silentLogger,
    warn: (fields: string | { readonly waitingFor?: unknown }) => {
      waits.push(typeof fields === 'string' ? fields : String(fields.waitingFor));
      giveUp.abort(new Error('enough'));
    },
  };
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: uri, DAQIDI_MONGODB_TIMEOUT: '1500', ...environment });
  const name = `${places.environment.DAQIDI_MONGODB_DATABASE_PREFIX}scoring`;
  const database = createDatabase({ values, name, log, randomness: systemRandomness });
  return { database, waits, giveUp, opened: () => database.open(giveUp.signal) };
};

test('with the authority of the server: opened, probed, written and read', async () => {
  const { database, opened } = open({ DAQIDI_MONGODB_CA_FILE: files.ca });
  await opened();
  expect(database.up()).toBe(true);
  const notes = database.connection.collection<{ _id: string }>('notes');
  await notes.insertOne({ _id: 'one' });
  expect(await notes.findOne({ _id: 'one' })).toStrictEqual({ _id: 'one' });
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every((each) => !each)).toBe(true);
  await database.close();
});

test('with a certificate to show, it is shown on every connection', async () => {
  shown.length = 0;
  const { database, opened } = open({ DAQIDI_MONGODB_CA_FILE: files.ca, DAQIDI_MONGODB_CERT_KEY_FILE: files.client });
  await opened();
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every((each) => each)).toBe(true);
  await database.close();
});

const strangers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another authority': { DAQIDI_MONGODB_CA_FILE: files.strangerCa },
  'only the system’s authorities': { DAQIDI_MONGODB_TLS: 'true' },
};
for (const [name, environment] of Object.entries(strangers)) {
  test(`with ${name} it waits, says why, and can be stopped`, async () => {
    const { database, waits, opened } = open(environment);
    await expect(opened()).rejects.toThrow(/enough/);
    expect(waits[0] ?? '').toMatch(/^MongoDB \(.*certificate.*\)$/);
    await database.close();
  });
}

test('a refused user name or password is final, in one line', async () => {
  const { database, opened } = open({ DAQIDI_MONGODB_USER: 'daqidi', DAQIDI_MONGODB_PASSWORD: 'wrong' });
  database.connection.openUri = () =>
    Promise.reject(Object.assign(new Error('Authentication failed.'), { name: 'MongoServerError', code: 18 }));
  await expect(opened()).rejects.toSatisfy(
    (error) => error instanceof Fatal && error.message === 'MongoDB refuses the user name or the password',
  );
  await database.close();
});
