// npm run test:stack [-- --pattern <part of a path>]: brings up what the tests of the stack stand on (Kafka, unless KAFKA_BROKERS
// names one; MongoDB, unless MONGODB_URI does), runs them, the differential test last, and stops what it started. Tests that kill
// a database need one of their own: MONGO_STAND_IN may name a program that answers MongoDB's protocol, called with a port and
// a file; without it they start a mongod.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startKafka, startMongo } from '@daqidi/local';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-tests-'));
const started = [];

const database = async () => {
  const mongo = await startMongo({ directory: join(directory, 'mongo') });
  started.push(mongo);
  return mongo.uri;
};

const broker = async () => {
  const kafka = await startKafka({ directory: join(directory, 'kafka') });
  started.push(kafka);
  return kafka.brokers.join(',');
};

const run = (environment) =>
  new Promise((resolve) => {
    const tests = spawn(
      process.execPath,
      [join(root, 'scripts/test.mjs'), '--only', 'stack', '--last', 'differential', ...process.argv.slice(2)],
      {
        stdio: 'inherit',
        env: { ...process.env, ...environment },
      },
    );
    tests.once('close', (code) => resolve(code ?? 1));
  });

try {
  const KAFKA_BROKERS = process.env.KAFKA_BROKERS || (await broker());
  const MONGODB_URI = process.env.MONGODB_URI || (await database());
  process.exitCode = await run({ KAFKA_BROKERS, MONGODB_URI });
} catch (error) {
  process.stderr.write(`test:stack: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const server of started.toReversed()) await server.stop();
  await rm(directory, { recursive: true, force: true });
}
