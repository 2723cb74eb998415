import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endingLine } from './ending.js';
import { startGuarded } from './guarded-process.js';
import { repositoryRoot } from './repository-root.js';
import type { StackProcessName } from './stack-environment.js';
import type { Environment } from './stack-settings.js';
import { createSupervised, type SupervisedOptions } from './supervised.js';

export interface StackProcess {
  readonly name: StackProcessName;
  /** From 1. */
  readonly instance: number;
  readonly url: string;
  readonly logFile: string;
  /** Null while it does not run. */
  readonly pid: number | null;
  /** Resolves when it runs; whether it is ready, `ready` tells. */
  start(): Promise<void>;
  /** Resolves when its /readyz answers 200; rejects after so many milliseconds with what it says instead, and when aborted. */
  ready(patience?: number, signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface StackProcessOptions {
  readonly name: StackProcessName;
  readonly instance: number;
  readonly url: string;
  readonly logFile: string;
  readonly entry: string;
  readonly environment: Environment;
  readonly watch: Pick<SupervisedOptions, 'report' | 'mayRestart'>;
}

/** More than a process takes of itself before it gives up stopping. */
const stopPatience = 35_000;
const readyPatience = 120_000;
const pollEvery = 100;
const answerWithin = 5_000;

export const builtEntry = (path: string): string => {
  const entry = join(repositoryRoot(), path);
  if (!existsSync(entry)) throw new Error(`${path} is not built: run npm run build`);
  return entry;
};

const notReady = async (url: string): Promise<string | null> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(answerWithin) });
    const said = (await response.text()).replaceAll(/\s+/g, ' ').slice(0, 300);
    return response.status === 200 ? null : said;
  } catch {
    return 'nothing answers there yet';
  }
};

export const whenReady = async (name: string, url: string, patience = readyPatience, signal?: AbortSignal): Promise<void> => {
  const end = performance.now() + patience;
  for (;;) {
    const lacking = await notReady(url);
    if (lacking === null) return;
    if (performance.now() > end) throw new Error(`${name} was not ready after ${patience} ms: ${lacking} (${url}/readyz)`);
    await delay(pollEvery, undefined, { signal });
  }
};

export const createStackProcess = (options: StackProcessOptions): StackProcess => {
  const { name, instance, url, logFile, entry, environment, watch } = options;
  let runs = 0;
  const launch = async () => {
    runs += 1;
    const program = await startGuarded({
      command: process.execPath,
      args: [entry],
      directory: repositoryRoot(),
      environment,
      logFile,
      append: runs > 1,
      onLine: () => undefined,
    });
    return { ...program, ended: program.ended.then(endingLine), stop: () => program.stop(stopPatience) };
  };
  const { pid, ...rest } = createSupervised({ name: `${name} ${instance}`, logFile, launch, ...watch });
  return {
    name,
    instance,
    url,
    logFile,
    get pid() {
      return pid();
    },
    ready: (patience, signal) => whenReady(`${name} ${instance}`, url, patience, signal),
    ...rest,
  };
};

/** Runs a program of ours to its end; rejects with one line where it fails, and when aborted. */
export const runToEnd = async (options: {
  readonly entry: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly logFile: string;
  readonly signal: AbortSignal;
  onLine(line: string): void;
}): Promise<void> => {
  const { entry, args, environment, logFile, signal, onLine } = options;
  signal.throwIfAborted();
  const program = await startGuarded({
    command: process.execPath,
    args: [entry, ...args],
    directory: repositoryRoot(),
    environment,
    logFile,
    onLine,
  });
  const abort = (): void => void program.kill();
  signal.addEventListener('abort', abort);
  const ending = await program.ended;
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (ending.exitCode !== 0) throw new Error(`${basename(logFile, '.log')} failed: ${endingLine(ending)} (${logFile})`);
};
