import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Spawned {
  readonly child: ChildProcess;
  /** Resolves once the process says that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** The exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** Lines of its log so far, and what it wrote to standard error. */
  log(): readonly string[];
  stderr(): string;
}

export const spawnNode = (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isReady: (line: string) => boolean = (line) => line.includes('"msg":"ready"'),
): Spawned => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (isReady(line)) resolve();
    });
    void ended.then((code) =>
      reject(new Error(`ended with ${code} before it was ready: ${stderr}\n${lines.slice(-5).join('\n')}`)),
    );
  });
  ready.catch(() => undefined);
  return { child, ready, ended, log: () => lines, stderr: () => stderr };
};
