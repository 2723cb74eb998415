import { parseArgs } from 'node:util';
import { createLogger, explain } from '@daqidi/runtime';
import type { Operator } from './operator.js';
import { type Report, report } from './report.js';

// Nothing calls home; read by Apollo's packages when they are first used.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

interface Command {
  readonly usage: string;
  readonly does: string;
  run(operator: Operator, ...args: string[]): Promise<Report>;
}

// Loaded when they are run: whoever only asks how they are called, or mistypes a setting, is answered at once.
const setup = () => import('./commands/setup.js');
const watch = () => import('./commands/watch.js');
const repair = () => import('./commands/repair.js');

const inTurn = async (operator: Operator, steps: readonly ((operator: Operator) => Promise<Report>)[]): Promise<Report> => {
  const reports: Report[] = [];
  for (const step of steps) reports.push(await step(operator));
  return report(
    reports.map(({ data }) => data),
    reports.flatMap(({ lines }) => lines),
    reports.every(({ well }) => well),
  );
};

const commands: Readonly<Record<string, Command>> = {
  'create-topics': {
    usage: '',
    does: 'creates the topics that do not exist',
    run: async (operator) => (await setup()).createAllTopics(operator),
  },
  'create-indexes': {
    usage: '',
    does: 'creates the indexes that are missing',
    run: async (operator) => (await setup()).createAllIndexes(operator),
  },
  seed: {
    usage: '',
    does: 'writes the first directory: that of DAQIDI_DISTRICT, else the demonstration district’s',
    run: async (operator) => (await setup()).seedDirectory(operator),
  },
  'load-directory': {
    usage: '<path>',
    does: 'writes a district’s directory from its files, or brings it up to date; exit code 1 where they are wrong',
    run: async (operator, path = '') => (await setup()).loadDirectory(operator, path),
  },
  setup: {
    usage: '',
    does: 'create-topics, create-indexes and seed, one after the other',
    run: async (operator) => {
      const { createAllTopics, createAllIndexes, seedDirectory } = await setup();
      return inTurn(operator, [createAllTopics, createAllIndexes, seedDirectory]);
    },
  },
  lag: {
    usage: '',
    does: 'shows how many events each service has not applied yet',
    run: async (operator) => (await watch()).showLag(operator),
  },
  outbox: {
    usage: '',
    does: 'shows how long the oldest unpublished event has waited',
    run: async (operator) => (await watch()).showOutbox(operator),
  },
  'dead-letters': {
    usage: '',
    does: 'lists dead letters and their reasons; exit code 1 where there are any',
    run: async (operator) => (await watch()).showDeadLetters(operator),
  },
  redrive: {
    usage: '<service> <stream>',
    does: 'applies a stream’s dead letters, in order',
    run: async (operator, service = '', stream = '') => (await repair()).redrive(operator, service, stream),
  },
  refill: {
    usage: '<topic>',
    does: 'publishes what is archived on a topic again',
    run: async (operator, topic = '') => (await repair()).refill(operator, topic),
  },
  check: {
    usage: '',
    does: 'compares documents, archives, what was applied, and rows; exit code 1 where something is wrong or set aside',
    run: async (operator) => (await watch()).check(operator),
  },
  'prove-clocks': {
    usage: '--month <YYYY-MM>',
    does: 'recomputes every due date of a month from events, calendar and policy; exit code 1 where one differs',
    run: async (operator, month = '') => (await watch()).proveMonth(operator, month),
  },
};

const usage = (): string =>
  `usage: ops <command> [--json]\n${Object.entries(commands)
    .map(([name, { usage: args, does }]) => `  ${`${name} ${args}`.padEnd(34)} ${does}\n`)
    .join('')}`;

const misused = (): void => {
  process.stderr.write(usage());
  process.exitCode = 2;
};

const run = async (): Promise<void> => {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    options: { json: flag, help: flag, month: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(usage());
    return;
  }
  const [name = '', ...given] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const { month } = values;
  const asksMonth = command?.usage.startsWith('--month') ?? false;
  if (asksMonth !== (month !== undefined)) return misused();
  const args = month === undefined ? given : [month, ...given];
  if (command === undefined || args.length !== [...command.usage.matchAll(/</g)].length) return misused();
  const { opsConfig } = await import('./settings.js');
  const settings = opsConfig.parse(process.env);
  const log = createLogger({ level: settings.logLevel, destination: process.stderr });
  const { createOperator } = await import('./operator.js');
  const operator = createOperator(settings, log);
  const { lines, data, well } = await command.run(operator, ...args);
  process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(''));
  if (!well) process.exitCode = 1;
  await operator.close();
};

run().catch((error: unknown) => {
  // Nothing is closed: a server that does not answer would be waited for once more.
  process.stderr.write(`daqidi ops: ${explain(error, null)}\n`, () => process.exit(1));
});
