import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createLogger, explain } from '@daqidi/runtime';
import type { Operator } from './operator.js';
import { type Report, report } from './report.js';

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

/** Where a command line is given, and answered. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

export interface Ended {
  /** The exit code: 1 where something is wrong, 2 where it was asked for in a wrong way. */
  readonly code: 0 | 1 | 2;
  /** What it opened is open still: a server that does not answer would be waited for once more. */
  readonly open: boolean;
}

const run = async (given: readonly string[], { environment, stdout, stderr }: Terminal): Promise<Ended['code']> => {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { json: flag, help: flag, month: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help) {
    stdout.write(usage());
    return 0;
  }
  const [name = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const { month } = values;
  const asksMonth = command?.usage.startsWith('--month') ?? false;
  const args = month === undefined ? rest : [month, ...rest];
  const fits = asksMonth === (month !== undefined) && args.length === [...(command?.usage ?? '').matchAll(/</g)].length;
  if (command === undefined || !fits) {
    stderr.write(usage());
    return 2;
  }
  const { opsConfig } = await import('./settings.js');
  const settings = opsConfig.parse(environment);
  const log = createLogger({ level: settings.logLevel, destination: stderr });
  const { createOperator } = await import('./operator.js');
  const operator = createOperator(settings, log);
  const { lines, data, well } = await command.run(operator, ...args);
  stdout.write(values.json ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(''));
  await operator.close();
  return well ? 0 : 1;
};

/** What these words ask for, to its end; what goes wrong is one line of standard error for each thing. */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<Ended> => {
  try {
    return { code: await run(args, terminal), open: false };
  } catch (error) {
    terminal.stderr.write(`daqidi ops: ${explain(error, null)}\n`);
    return { code: 1, open: true };
  }
};
