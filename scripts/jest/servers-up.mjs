// Before a run of tests of the distributed form, and of proofs: brings up what they stand on, Kafka, unless KAFKA_BROKERS names one, and MongoDB,
// unless MONGODB_URI does. MONGO_STAND_IN may name a program that answers MongoDB's protocol, called with a port and a file, for
// machines where no mongod can be had.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, orEnd } from './compile.mjs';

/** LONG=1: killers, outages, fuzzers and floods go on for as long as they are worth; otherwise as short as CI can bear. */
const long = { CHAOS_SECONDS: '600', OUTAGE_SECONDS: '60', FLOOD_SECONDS: '120', FUZZ_INPUTS: '1000', MODEL_RUNS: '5000' };

const started = [];

const startDatabase = async ({ databaseProgram, freePorts, startMongo }, directory) => {
  const { MONGO_STAND_IN } = process.env;
  const start = MONGO_STAND_IN ? databaseProgram(MONGO_STAND_IN) : startMongo;
  const [port] = await freePorts(1);
  const folder = join(directory, 'mongo');
  await mkdir(folder);
  started.push(await start({ directory: folder, port }));
  process.env.MONGODB_URI = `mongodb://127.0.0.1:${port}`;
};

const startBroker = async ({ startKafka }, directory) => {
  const kafka = await startKafka({ directory: join(directory, 'kafka') });
  started.push(kafka);
  process.env.KAFKA_BROKERS = kafka.brokers.join(',');
};

const startServers = async () => {
  const local = await import('@daqidi/local');
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-tests-'));
  started.push({ stop: () => rm(directory, { recursive: true, force: true }) });
  if (!process.env.KAFKA_BROKERS) await startBroker(local, directory);
  if (!process.env.MONGODB_URI) await startDatabase(local, directory);
};

/** In watch mode they stay from run to run. */
export const stopServers = async ({ watch, watchAll }) => {
  if (watch || watchAll) return;
  for (const server of started.splice(0).reverse()) await server.stop();
};

export default (globalConfig, { rootDir }) =>
  orEnd(globalConfig, async () => {
    compile(rootDir);
    if (process.env.LONG === '1') for (const [name, value] of Object.entries(long)) process.env[name] ??= value;
    try {
      await startServers();
    } catch (error) {
      await stopServers({});
      throw error;
    }
  });
