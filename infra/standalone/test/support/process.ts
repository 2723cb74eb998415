import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Started {
  readonly child: ChildProcess;
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  /** The gateway's URL, once it is ready; rejects when the process ends before. */
  readonly url: Promise<string>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** The product's own entry point, as `npm start` runs it once built. */
const entry = new URL('../../../../../infra/standalone/dist/main.js', import.meta.url).pathname;

export const startProcess = (environment: Readonly<Record<string, string>>): Started => {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /GraphQL\s+(http:\S+)\/graphql/.exec(stdout)?.[1];
      if (found !== undefined && stdout.includes('npm run demo')) resolve(found);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    void ended.then((code) => reject(new Error(`ended with ${code} before it was ready: ${stderr}`)));
  });
  // Whoever starts a process that is to fail looks at `ended` alone.
  url.catch(() => undefined);
  return { child, stdout: () => stdout, stderr: () => stderr, url, ended };
};
