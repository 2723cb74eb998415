// Where no mongod can be had, one line says so and what to set, within a bounded time; nothing else is printed.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongoArguments, startMongo } from '../src/mongo.js';
import { fetchEnvironment, findMongoBinary, mongoVersion } from '../src/mongo-binary.js';

const instead = 'set MONGODB_URI to a running server, or MONGOMS_SYSTEM_BINARY to a mongod';
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-local-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const inVain = async (environment: Readonly<Record<string, string>>, patience = 60_000): Promise<string> => {
  const home = { HOME: directory, PATH: process.env.PATH, MONGOMS_PREFER_GLOBAL_PATH: 'false' };
  const finding = findMongoBinary({ cache: join(directory, 'cache'), patience, environment: { ...home, ...environment } });
  const error = await finding.then(
    () => {
      throw new Error('a mongod was found');
    },
    (reason: unknown) => reason as Error,
  );
  expect(error.message).not.toMatch(/\n/);
  return error.message;
};

test('a download host that refuses is told in one line', async () => {
  const line = await inVain({ MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9' });
  expect(line.startsWith(`MongoDB ${mongoVersion} cannot be had (`), line).toBe(true);
  expect(line).toMatch(/ECONNREFUSED/);
  expect(line.endsWith(`: ${instead}`), line).toBe(true);
});

test('a download host that never answers is given up', async () => {
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  const line = await inVain({ MONGOMS_DOWNLOAD_MIRROR: `https://127.0.0.1:${port}` }, 3_000).finally(() => mute.close());
  expect(line).toBe(`MongoDB ${mongoVersion} cannot be had (not fetched within 3000 ms): ${instead}`);
});

test('a program that is named but not there is told before anything is fetched', async () => {
  const path = join(directory, 'nowhere');
  expect(await inVain({ MONGOMS_SYSTEM_BINARY: path })).toBe(`MONGOMS_SYSTEM_BINARY names no file: ${path}; ${instead}`);
});

test('a program that ends before it serves is quoted in one line', async () => {
  const former = process.env.MONGOMS_SYSTEM_BINARY;
  // Any program that knows none of mongod's options and ends.
  process.env.MONGOMS_SYSTEM_BINARY = process.execPath;
  try {
    await expect(startMongo({ directory: join(directory, 'mongo'), cache: join(directory, 'cache') })).rejects.toSatisfy(
      (error: Error) => {
        expect(error.message).toMatch(
          /^MongoDB did not start: .*bad option: --dbpath.* \(.*mongo\.log\); set MONGODB_URI to use a running one$/,
        );
        return true;
      },
    );
  } finally {
    if (former === undefined) delete process.env.MONGOMS_SYSTEM_BINARY;
    else process.env.MONGOMS_SYSTEM_BINARY = former;
  }
});

test('the program is fetched from hosts with a valid certificate only, whatever npm is told', () => {
  const environment = fetchEnvironment({ npm_config_strict_ssl: 'false', MONGOMS_MAX_RETRIES: '5', HTTPS_PROXY: 'http://proxy' });
  expect(environment.npm_config_strict_ssl).toBe('true');
  expect(environment.MONGOMS_MAX_RETRIES).toBe('5');
  expect(environment.HTTPS_PROXY).toBe('http://proxy');
});

test('data stay in the directory, on this machine only', () => {
  expect(mongoArguments('/somewhere/data', 27_017).join(' ')).toBe(
    '--dbpath /somewhere/data --port 27017 --bind_ip 127.0.0.1 --storageEngine wiredTiger',
  );
});
