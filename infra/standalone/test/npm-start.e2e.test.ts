// Promise: a stop signal sent to `npm start` reaches the platform itself: it ends cleanly, and leaves neither an orphan nor a data
// directory that is in use. Supervisors, containers and people know npm's process alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockDataDirectory } from '@daqidi/sqlite';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
let folder: string;
let scripts: Readonly<Record<string, string>>;
let started: ChildProcess | undefined;

/** The repository's own scripts in a folder where nothing is built anew: other tests are using what is. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daqidi-npm-'));
  ({ scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> });
  const manifest = { name: 'daqidi', private: true, scripts: { ...scripts, build: 'node --version' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await symlink(join(root, 'infra'), join(folder, 'infra'));
});
/** Whatever is left where the promise was not kept. */
const endGroup = ({ pid }: ChildProcess): void => {
  try {
    process.kill(-Number(pid), 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

afterAll(async () => {
  if (started !== undefined) endGroup(started);
  await rm(folder, { recursive: true, force: true });
});

const untilPrinted = (child: ChildProcess, what: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (what.test(text)) resolve(text);
    });
    child.once('close', () => reject(new Error(`it ended before it was ready: ${text}`)));
  });

test('npm start ends the platform when npm is told to end', async () => {
  const data = join(folder, 'data');
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, npm_config_update_notifier: 'false', DAQIDI_DATA: data, DAQIDI_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  started = child;
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const printed = await untilPrinted(child, /npm run demo/);
  const [, url = ''] = /GraphQL\s+(http:\S+)\/graphql/.exec(printed) ?? [];
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  // Closed only when nobody holds the other end any more: the platform writes there too.
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
  await expect(fetch(`${url}/readyz`), 'the port is free').rejects.toThrow();
  expect(complaints).toBe('');
  (await lockDataDirectory(data)).release();
}, 60_000);

test('every script hands its process over to the program that it ends with', () => {
  for (const [name, script] of Object.entries(scripts)) {
    const last = script.split('&& ').at(-1) ?? '';
    if (script.startsWith('npm run --silent build && ')) expect(last, name).toMatch(/^exec node |^tsc /);
  }
});
