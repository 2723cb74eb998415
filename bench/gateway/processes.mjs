// Servers in processes of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('./child.mjs', import.meta.url));
const running = new Set();

const run = (file, args, environment) => {
  const started = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.add(started);
  started.once('exit', () => running.delete(started));
  return started;
};

/** The first line that is an address; servers may have other things to say before. */
const urlFrom = (stdout) =>
  new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith('http')) resolve(line.trim());
    });
  });

/** Starts one of child.mjs's servers; answers its URL. */
export const start = async (options, environment = {}) => {
  const started = run(child, [], environment);
  started.stdin.write(`${JSON.stringify(options)}\n`);
  const url = await Promise.race([
    urlFrom(started.stdout),
    once(started, 'exit').then(() => {
      throw new Error(`${options.kind} did not start`);
    }),
  ]);
  return url;
};

/** Starts a program that listens on a port it is told; answers when something answers there. */
export const startProgram = async (file, args, url) => {
  const started = run(file, args, {});
  started.stdout.resume();
  const until = performance.now() + 60_000;
  while (performance.now() < until && started.exitCode === null) {
    const answered = await fetch(url).then(
      () => true,
      () => new Promise((resolve) => setTimeout(resolve, 200, false)),
    );
    if (answered) return url;
  }
  throw new Error(`${file} did not start`);
};

export const stopAll = async () => {
  const all = [...running];
  for (const each of all) each.kill('SIGKILL');
  await Promise.all(all.map((each) => (each.exitCode === null && each.signalCode === null ? once(each, 'exit') : null)));
};
