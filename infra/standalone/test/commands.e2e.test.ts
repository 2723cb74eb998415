// Promise: another district starts from its files; demo and token find the platform that runs, play its people and name them, and the
// start says the commands that need not look.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startProcess } from './support/process.js';

const district = fileURLToPath(new URL('../../../../examples/qingxi', import.meta.url));
const runs = promisify(execFile);

let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'daqidi-commands-'));
});
afterAll(() => rm(temporary, { recursive: true, force: true }));

/** One of the product's commands, in a terminal that knows nothing of where the platform keeps its data. */
const command = async (cli: 'demo' | 'token', ...args: readonly string[]) => {
  const file = fileURLToPath(new URL(`../../../../infra/standalone/dist/${cli}-cli.js`, import.meta.url));
  const env = { PATH: process.env.PATH ?? '', TMPDIR: temporary };
  return runs(process.execPath, [file, ...args], { env, cwd: temporary }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => error,
  );
};

const whoIs = async (url: string, token: string): Promise<unknown> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
    body: JSON.stringify({ query: '{ me { id } }' }),
  });
  return ((await response.json()) as { readonly data: unknown }).data;
};

test('another district starts from its files, and the commands find it', async () => {
  const data = join(temporary, 'data');
  const settings = { DAQIDI_DATA: data, DAQIDI_PORT: '0', TMPDIR: temporary, DAQIDI_DISTRICT: district };
  const started = startProcess(settings);
  const url = await started.url;
  const options = `--url ${url} --secrets ${join(data, 'secrets')}`;
  expect(started.stdout()).toMatch(/^ {2}MAIN_LEADER · letters-head$/m);
  expect(started.stdout()).toContain(`npm run demo -- ${options} --district ${district}\n`);
  expect(started.stdout()).toContain(`npm run --silent token -- <person> ${options}\n`);

  const [played, token, nobody, petitioner] = await Promise.all([
    command('demo'),
    command('token', 'qiao-handler'),
    command('token', 'machine:nobody'),
    command('token', 'somebody', '--petitioner'),
  ]);
  expect(played.stderr).toBe('');
  expect(played.stdout).toMatch(/\[CLOSED\] qiao-head /);
  expect(played.stdout).toMatch(/^990101-\d{8}-\d{7}-. as the petitioner sees it/m);
  expect(token.stderr).toMatch(/^\S+: HANDLER · 石桥街道办事处\n$/);
  expect(await whoIs(url, token.stdout)).toStrictEqual({ me: { id: 'qiao-handler' } });
  expect([nobody.stdout, nobody.stderr]).toStrictEqual([
    '',
    `token: nobody in the directory of ${url} is called machine:nobody\n`,
  ]);
  expect(await whoIs(url, petitioner.stdout)).toStrictEqual({ me: { id: 'somebody' } });
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  expect((await command('token', 'x', '--url', url)).stderr).toMatch(/^token: no gateway answers there; run npm start/);

  const wrong = startProcess({ ...settings, DAQIDI_DISTRICT: join(district, 'posts.csv') });
  expect(await wrong.ended).toBe(1);
  expect(wrong.stderr()).toMatch(/^daqidi: posts\.csv:0 file: [^\n]+\n$/);
});

test('a token is refused plainly where an identity provider makes them, and where it is not clear which platform is meant', async () => {
  const elsewhere = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  expect((await command('token', 'x', '--url', url)).stderr).toBe(
    `token: ${url} has no development issuer: its tokens come from an identity provider\n`,
  );
  elsewhere.close();

  const notes = join(temporary, `daqidi-${process.getuid?.() ?? 0}`);
  await mkdir(notes, { recursive: true });
  for (const port of [1, 4000]) {
    const note = { url: `http://127.0.0.1:${port}`, data: temporary, district: null, pid: process.pid };
    await writeFile(join(notes, `${port}.json`), JSON.stringify(note));
  }
  expect((await command('token', 'x')).stderr).toMatch(
    /^token: several platforms run here: add --url with one of http:\S+:1, http:\S+:4000\n$/,
  );
});
