// npm run test:stack, npm run test:chaos [-- --long] [-- --pattern <regular expression over paths>]: brings up what tests of the distributed form
// stand on (Kafka, unless KAFKA_BROKERS names one; MongoDB, unless MONGODB_URI does), hands its options to scripts/test.mjs, and
// stops what it started. Tests that kill a database need one of their own: MONGO_STAND_IN may name a program that answers
// MongoDB's protocol, called with a port and a file; without it they start a mongod. `--long` lets killers, outages, fuzzers
// and floods go on for as long as they are worth; without it a run is as short as CI can bear.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseProgram, freePorts, startKafka, startMongo } from '@daqidi/local';

const long = { CHAOS_SECONDS: '600', OUTAGE_SECONDS: '60', FLOOD_SECONDS: '120', FUZZ_INPUTS: '1000', MODEL_RUNS: '5000' };
const options = process.argv.slice(2);
const isLong = options.includes('--long');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-tests-'));
const started = [];

const database = async () => {
  const { MONGO_STAND_IN } = process.env;
  const start = MONGO_STAND_IN ? databaseProgram(MONGO_STAND_IN) : startMongo;
  const [port] = await freePorts(1);
  const folder = join(directory, 'mongo');
  await mkdir(folder);
  started.push(await start({ directory: folder, port }));
  return `mongodb://127.0.0.1:${port}`;
};

const broker = async () => {
  const kafka = await startKafka({ directory: join(directory, 'kafka') });
  started.push(kafka);
  return kafka.brokers.join(',');
};

const run = (environment) =>
  new Promise((resolve) => {
    const tests = spawn(process.execPath, [join(root, 'scripts/test.mjs'), ...options], {
      stdio: 'inherit',
      env: { ...(isLong ? long : {}), ...process.env, ...environment },
    });
    tests.once('close', (code) => resolve(code ?? 1));
  });

try {
  const KAFKA_BROKERS = process.env.KAFKA_BROKERS || (await broker());
  const MONGODB_URI = process.env.MONGODB_URI || (await database());
  process.exitCode = await run({ KAFKA_BROKERS, MONGODB_URI });
} catch (error) {
  process.stderr.write(`the tests could not begin: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const server of started.toReversed()) await server.stop();
  await rm(directory, { recursive: true, force: true });
}
