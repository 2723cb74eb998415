import { parseArgs } from 'node:util';
import { startStack } from './stack.js';
import { stackWelcome } from './stack-welcome.js';

const usage = `usage: npm run stack -- [--port 4000] [--instances 1] [--directory .data/stack]

Starts the whole platform as separate processes on Apache Kafka and MongoDB: on KAFKA_BROKERS and MONGODB_URI where they are set,
else on a broker and a database of its own.
`;

const say = (line: string): void => {
  process.stderr.write(`daqidi stack: ${line}\n`);
};

const wholeNumber = (name: string, text: string, min: number, max: number): number => {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value < min || value > max)
    throw new Error(`--${name}: expected a whole number from ${min} to ${max}, got ${JSON.stringify(text)}`);
  return value;
};

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4000' },
      instances: { type: 'string', default: '1' },
      directory: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const interrupted = new AbortController();
  let signals = 0;
  const asked = new Promise<void>((resolve) => {
    const listen = (): void => {
      signals += 1;
      // What was started ends with this process, however it ends.
      if (signals > 2) process.exit(1);
      if (signals === 2) say('already stopping; once more to leave at once');
      else say('stopping');
      interrupted.abort();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listen);
  });
  const stack = await startStack({
    port: wholeNumber('port', values.port, 0, 65_535),
    instances: wholeNumber('instances', values.instances, 1, 16),
    ...(values.directory === undefined ? {} : { directory: values.directory }),
    report: say,
    signal: interrupted.signal,
  }).catch((error: unknown) => {
    if (!interrupted.signal.aborted) throw error;
    return null;
  });
  if (stack === null) return;
  process.stdout.write(stackWelcome(stack, performance.now()));
  await asked;
  await stack.stop();
};

run().then(
  () => process.exit(0),
  (error: unknown) => {
    say((error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' '));
    process.exit(1);
  },
);
