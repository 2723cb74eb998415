import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** For the metrics of the one-process form, which shares its port with clients. */
const metricsToken = 'bench';

// USER_HZ is 100 on every Linux that Node runs on: one tick is 10 ms.
const tickMilliseconds = 10;

const ticksOf = async (file) => {
  // The name in brackets may hold spaces; utime and stime are the 12th and 13th field behind it.
  const fields = (await readFile(file, 'utf8')).replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMilliseconds;
};

/** Milliseconds of CPU that a process and its main thread have used, and its resident memory in MB. */
export const usageOf = async (pid) => ({
  process: await ticksOf(`/proc/${pid}/stat`),
  mainThread: await ticksOf(`/proc/${pid}/task/${pid}/stat`),
  threads: await Promise.all((await readdir(`/proc/${pid}/task`)).map((thread) => ticksOf(`/proc/${pid}/task/${thread}/stat`))),
  residentMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024),
});

/** Starts the one-process form on a data directory; answers when it is ready. `probe`: its heap can be asked for. */
export const startPlatform = async ({ directory, profile, probe = false }) => {
  const entry = new URL('../../infra/standalone/dist/main.js', import.meta.url).pathname;
  const flags = [
    ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
    ...(probe ? ['--expose-gc', '--import', new URL('./heap-probe.mjs', import.meta.url).href] : []),
  ];
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, entry], {
    env: {
      PATH: process.env.PATH,
      DAQIDI_DATA: directory,
      DAQIDI_PORT: '0',
      DAQIDI_RATE: '1000000',
      DAQIDI_BURST: '1000000',
      DAQIDI_METRICS_TOKEN: metricsToken,
    },
    stdio: ['ignore', 'pipe', 'inherit', ...(probe ? ['ipc'] : [])],
  });
  // A bench that fails leaves nothing running.
  const abandon = () => child.kill('SIGKILL');
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const found = /GraphQL\s+(http:\S+)\/graphql/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)));
  });
  return {
    url,
    metricsUrls: [url],
    secrets: join(directory, 'secrets'),
    pids: { platform: child.pid },
    readyMilliseconds: Math.round(performance.now() - began),
    /** Bytes after a collection of everything. */
    heap: async () => {
      child.send('heap');
      const [answer] = await once(child, 'message');
      return answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

/** The metrics page of this URL. */
export const metricsPage = async (url) =>
  (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();

/** What the metrics page of this URL shows of work that is still to be done. */
export const backlogOf = async (url) => {
  const page = await metricsPage(url);
  const valuesOf = (name) => [...page.matchAll(new RegExp(`^${name}\\{[^}]*\\} (\\S+)`, 'gm'))].map(([, value]) => Number(value));
  return {
    lagRecords: valuesOf('daqidi_consumer_lag_records').reduce((total, value) => total + value, 0),
    outboxSeconds: Math.max(0, ...valuesOf('daqidi_outbox_age_seconds')),
  };
};

/** Resolves when no consumer on the metrics pages of these URLs lags. */
export const drained = async (urls) => {
  const lags = async () => (await Promise.all(urls.map(backlogOf))).map(({ lagRecords }) => lagRecords);
  while ((await lags()).some((lag) => lag > 0)) await new Promise((resolve) => setTimeout(resolve, 20));
};
