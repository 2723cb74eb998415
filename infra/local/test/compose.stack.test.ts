// What docker-compose.yml runs, with the commands and the settings that it gives, becomes a platform that is ready: tried as
// processes of this machine, on a real broker and a database. The database here asks for no password; that the settings for one
// exist, the unit test of the file says.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComposeProcess, composeProcesses, parseCompose } from '../src/compose.js';
import { freePorts } from '../src/free-port.js';
import { type GuardedProcess, startGuarded } from '../src/guarded-process.js';
import { startKafka } from '../src/kafka.js';
import { repositoryRoot } from '../src/repository-root.js';
import { whenReady } from '../src/stack-processes.js';
import { ownDatabase, stackEnvironment, startDatabase } from './support/database.js';

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

const secret = (): string => randomBytes(32).toString('base64url');

/** As `.env.example` says that they are made. */
const filledIn = (issuer: string): Record<string, string> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    DAQIDI_MASTER_KEY: secret(),
    DAQIDI_LOOKUP_SECRET: secret(),
    DAQIDI_FILES_SECRET: secret(),
    DAQIDI_CONTEXT_PRIVATE_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    DAQIDI_CONTEXT_PUBLIC_KEYS: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    DAQIDI_MONGODB_USER: 'daqidi',
    DAQIDI_MONGODB_PASSWORD: secret(),
    DAQIDI_DEVELOPMENT_ISSUER: issuer,
    DAQIDI_KAFKA_PARTITIONS: '3',
    DAQIDI_LOG_LEVEL: 'warn',
  };
};

/** Where the database is shared with others, one's own part of it. */
const prefix = stackEnvironment().DAQIDI_MONGODB_DATABASE_PREFIX;

const withoutPassword = ({ environment, ...rest }: ComposeProcess): ComposeProcess => {
  const { DAQIDI_MONGODB_USER: _user, DAQIDI_MONGODB_PASSWORD: _password, ...others } = environment;
  const shared = 'MONGODB_URI' in others && prefix !== undefined;
  return { ...rest, environment: shared ? { ...others, DAQIDI_MONGODB_DATABASE_PREFIX: prefix } : others };
};

const run = async ({ name, command, environment }: ComposeProcess, directory: string): Promise<GuardedProcess> => {
  const [program = '', ...args] = command;
  const started = await startGuarded({
    command: program === 'node' ? process.execPath : program,
    args,
    directory: repositoryRoot(),
    environment: { PATH: process.env.PATH, ...environment },
    logFile: join(directory, `${name}.log`),
    onLine: () => undefined,
  });
  closing.push(() => started.stop(20_000));
  return started;
};

test('the commands and settings of the compose file make a platform that is ready', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-compose-'));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const kafka = await startKafka({ directory: join(directory, 'kafka') });
  closing.push(kafka.stop);
  const [mongoPort = 0, ...ports] = await freePorts(7);
  const addresses: Record<string, string> = {
    'kafka:9092': kafka.brokers[0] ?? '',
    '/app/files': join(directory, 'files'),
  };
  if (ownDatabase) {
    const folder = join(directory, 'mongo');
    await mkdir(folder);
    closing.push((await startDatabase({ directory: folder, port: mongoPort })).stop);
    addresses['mongo:27017'] = `127.0.0.1:${mongoPort}`;
  } else addresses['mongo:27017'] = new URL(process.env.MONGODB_URI ?? '').host;

  const text = await readFile(join(repositoryRoot(), 'docker-compose.yml'), 'utf8');
  const listening = Object.entries(parseCompose(text).services).flatMap(([name, { environment }]) =>
    environment?.DAQIDI_PORT === undefined ? [] : [`${name}:${environment.DAQIDI_PORT}`],
  );
  for (const [index, address] of listening.entries()) addresses[address] = `127.0.0.1:${ports[index]}`;
  const processes = composeProcesses(text, { variables: filledIn(join(directory, 'issuer')), addresses }).map(withoutPassword);

  const running = await Promise.all(processes.map(async (each) => ({ ...each, program: await run(each, directory) })));
  for (const { name, oneShot, program } of running.filter((each) => each.oneShot)) {
    const { exitCode, lines } = await program.ended;
    expect(oneShot && exitCode, `${name}: ${lines.join('\n')}`).toBe(0);
  }
  for (const { name, environment, oneShot } of running)
    if (!oneShot) await whenReady(name, `http://127.0.0.1:${environment.DAQIDI_PORT}`);

  const probe = parseCompose(text).services.gateway as { readonly healthcheck?: { readonly test?: readonly string[] } };
  const [, , ...args] = probe.healthcheck?.test ?? [];
  for (const { name, environment, oneShot } of running) {
    if (oneShot) continue;
    const health = await run({ name: `${name}-health`, command: ['node', ...args], environment, oneShot: true }, directory);
    expect(await health.ended, name).toStrictEqual({ lines: [], exitCode: 0, signal: null });
  }
});
