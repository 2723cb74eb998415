import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Environment = Readonly<Record<string, string>>;

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly waitingFor?: string;
  readonly url?: string;
  readonly [field: string]: unknown;
}

/** A process of the product, run as an operator would. */
export interface Running {
  readonly child: ChildProcess;
  /** Waits for its end. Answers the exit code, or the signal that ended it. */
  end(): Promise<number | string>;
  log(): readonly LogLine[];
  stdout(): string;
  stderr(): string;
  /** The first line of its log for which that holds; rejects, with all that it said, when it ends or patience does. */
  says(holds: (line: LogLine) => boolean, what: string): Promise<LogLine>;
  /** Waits until it says that it waits for something like that. */
  waitsFor(what: RegExp): Promise<LogLine>;
  ready(): Promise<LogLine>;
  /** Where it listens, as it says. */
  url(): Promise<string>;
  /** SIGTERM. Answers how it ended and after how many milliseconds. */
  stop(): Promise<{ readonly code: number | string; readonly took: number }>;
}

const patience = 120_000;

/** The folder of the workspace; tests run from where they are compiled to. */
export const root = ((): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'turbo.json'))) return folder;
  throw new Error('the folder of the workspace was not found');
})();

const running = new Set<ChildProcess>();
const killAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
};
// After the last test of the file: what one that failed has left running would keep the file from ending.
afterAll(killAll);
process.once('exit', killAll);

const parse = (line: string): LogLine | null => {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return null;
  }
};

/** Runs what a package was built to, with nothing in its environment but what is given. Ends with the test at the latest. */
export const startProcess = (folder: string, environment: Environment, args: readonly string[] = []): Running => {
  const child = spawn(process.execPath, [join(root, folder, 'dist', 'main.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: LogLine[] = [];
  const looking = new Set<() => void>();
  let stdout = '';
  let stderr = '';
  let over = false;
  const look = (): void => {
    for (const each of looking) each();
  };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  createInterface({ input: child.stdout }).on('line', (text) => {
    stdout += `${text}\n`;
    const line = parse(text);
    if (line !== null) lines.push(line);
    look();
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    over = true;
    look();
    return (code ?? signal) as number | string;
  });

  const told = (): string => `${stderr}\n${stdout.split('\n').slice(-15).join('\n')}`;
  const end = async (): Promise<number | string> => {
    let fuse: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      fuse = setTimeout(() => reject(new Error(`${folder} did not end in time: ${told()}`)), patience);
    });
    return Promise.race([ended, late]).finally(() => clearTimeout(fuse));
  };
  const says: Running['says'] = (holds, what) =>
    new Promise((resolve, reject) => {
      const finish = (act: () => void): void => {
        clearTimeout(fuse);
        looking.delete(attempt);
        act();
      };
      const attempt = (): void => {
        const found = lines.find(holds);
        if (found !== undefined) finish(() => resolve(found));
        else if (over) finish(() => reject(new Error(`${folder} ended and never said ${what}: ${told()}`)));
      };
      const late = (): void => finish(() => reject(new Error(`${folder} did not say in time ${what}: ${told()}`)));
      const fuse = setTimeout(late, patience);
      looking.add(attempt);
      attempt();
    });

  return {
    child,
    end,
    log: () => lines,
    stdout: () => stdout,
    stderr: () => stderr,
    says,
    waitsFor: (what) => says(({ waitingFor = '' }) => what.test(waitingFor), `that it waits for ${what}`),
    ready: () => says(({ msg }) => msg === 'ready', 'that it is ready'),
    url: async () => (await says(({ msg }) => msg === 'listening', 'where it listens')).url ?? '',
    stop: async () => {
      const began = performance.now();
      child.kill('SIGTERM');
      const code = await end();
      return { code, took: performance.now() - began };
    },
  };
};

export interface Outcome {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operator's command line, to its end. */
export const runOps = async (environment: Environment, ...args: readonly string[]): Promise<Outcome> => {
  const { end, stdout, stderr } = startProcess('infra/ops', environment, args);
  return { code: await end(), stdout: stdout(), stderr: stderr() };
};

/** The same, where nothing else than success is expected; answers what it printed. */
export const runOpsWell = async (environment: Environment, ...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runOps(environment, ...args);
  if (code !== 0) throw new Error(`ops ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  return stdout;
};
