import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@daqidi/runtime';
import { lockDataDirectory } from '@daqidi/sqlite';
import { explain } from './explain.js';
import { makeMonth, usualCases, usualSeed } from './month/make-month.js';
import { standaloneConfig } from './settings.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const usage = `usage: npm run seed-demo -- [--cases ${usualCases}] [--seed ${usualSeed}]

Makes a believable month of the demonstration district in an empty data directory (DAQIDI_DATA), through the gateway and on a clock that is
moved: then npm start shows it. The same seed makes the same month, counted back from now. Nothing may run on the directory meanwhile.`;

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: String(usualCases) },
      seed: { type: 'string', default: usualSeed },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage);
  const cases = Number(values.cases);
  if (!Number.isInteger(cases) || cases < 1 || cases > 5_000) throw new Error('--cases takes a whole number from 1 to 5000');
  if (!/^[a-z0-9-]{1,20}$/.test(values.seed)) throw new Error('--seed takes 1 to 20 small letters, digits or dashes');
  const { data, district } = standaloneConfig.parse(process.env);
  if (district !== null) throw new Error('a month is made of the demonstration district only: leave DAQIDI_DISTRICT out');
  const directory = resolve(data);
  const lock = await lockDataDirectory(directory);
  try {
    await makeMonth({ directory, seed: values.seed, cases, clock: systemClock, say });
  } finally {
    lock.release();
  }
};

run().catch((error: unknown) => {
  process.stderr.write(`seed-demo: ${explain(error, { host: '', port: 0, data: '' })}\n`);
  process.exitCode = 1;
});
