import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending } from './ending.js';

export interface GuardedProcess {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** SIGTERM, and SIGKILL after so many milliseconds; resolves when it is gone. */
  stop(patience: number): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface GuardedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** This process's own unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Goes on in the log that is there; begun anew otherwise. Only lines of this run are handed over either way. */
  readonly append?: boolean;
  onLine(line: string): void;
}

/**
 * The shell becomes the program, so its process id is the program's. What it leaves behind waits for the end of its input,
 * which comes when this process dies, however it dies.
 */
const guard = `exec 3<&0
(cat <&3 >/dev/null; kill -TERM $$; sleep 15; kill -KILL $$) >/dev/null 2>&1 &
exec 3<&- </dev/null
exec "$@"`;

/** Lines: a stack trace of Java's and what led to it. */
const remembered = 100;

/** Starts a program that does not outlive this process. In a process group of its own: an interrupt at the terminal does not reach it. */
export const startGuarded = async (options: GuardedProcessOptions): Promise<GuardedProcess> => {
  const { command, args, directory, logFile, append = false, onLine } = options;
  const log = createWriteStream(logFile, { flags: append ? 'a' : 'w' });
  const child = spawn('/bin/sh', ['-c', guard, 'guard', command, ...args], {
    cwd: directory,
    env: options.environment ?? process.env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const last: string[] = [];
  const take = (line: string): void => {
    log.write(`${line}\n`);
    last.push(line);
    if (last.length > remembered) last.shift();
    onLine(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take);
  // The pipe breaks when the program ends first: that is what `ended` tells.
  child.stdin.on('error', () => undefined);

  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid as number));
    child.once('error', reject);
  });
  // Gone first, then the guard is let go: it would signal a process id that may belong to another by then.
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', () => {
      killGuard(pid);
      child.stdin.destroy();
    });
    child.once('close', (exitCode, signal) => log.end(() => resolve({ lines: last, exitCode, signal })));
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid,
    ended,
    kill,
    stop: async (patience) => {
      child.kill('SIGTERM');
      const fuse = new AbortController();
      const gone = ended.then(() => fuse.abort());
      await delay(patience, undefined, { signal: fuse.signal }).then(kill, () => undefined);
      await gone;
    },
  };
};

/** The program led the group; what is left of the group is the guard. */
const killGuard = (group: number): void => {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
