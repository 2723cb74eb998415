// Proves: the one-process form starts, tells where and as whom, keeps its data over a restart, drains on signals with exit 0,
// and says in one clear line why it cannot start.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mountSmallDisk } from '@daqidi/local';
import { testUnless, useCleanup } from '@daqidi/testing';
import { startProcess } from './support/process.js';

const later = useCleanup(afterAll);
const directory = await mkdtemp(join(tmpdir(), 'daqidi-main-'));
later(() => rm(directory, { recursive: true, force: true }));
const small = join(directory, 'small');
const unmount = await mountSmallDisk(small, '1m');
later(() => unmount?.());
const whyNoDisk = unmount === null ? 'a small file system can only be mounted by root' : null;

/** The smaller of two districts: to write the other's directory first takes seconds. */
const district = fileURLToPath(new URL('../../../../examples/qingxi', import.meta.url));
const settings = (name: string) => ({ DAQIDI_DATA: join(directory, name), DAQIDI_PORT: '0', DAQIDI_DISTRICT: district });
const oneLine = (text: string): void => expect(text).toMatch(/^daqidi: [^\n]+\n$/);

const tokenOf = (stdout: string, role: string): string => {
  const lines = stdout.split('\n');
  return lines[lines.findIndex((line) => line.startsWith(`  ${role} · `)) + 1]?.trim() ?? '';
};

const ask = async (url: string, token: string, query: string): Promise<Record<string, unknown>> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Record<string, unknown>;
};

test('starts, serves, drains on SIGTERM and SIGINT with exit 0, and keeps its data', async () => {
  const first = startProcess({ ...settings('kept'), DAQIDI_METRICS_TOKEN: 'for-operators' });
  const url = await first.url;
  expect(first.stderr(), 'no warnings').toBe('');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const metrics = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer for-operators' } });
  expect(await metrics.text()).toMatch(/daqidi_outbox_age_seconds/);
  const petitioner = tokenOf(first.stdout(), 'PETITIONER');
  const submitted = await ask(
    url,
    petitioner,
    'mutation { submitAppeal(input: { requestId: "kept-over-restart", channel: "WINDOW", regionId: "990101001001", text: "路面塌陷,请尽快修补。" }) { appeal { id } } }',
  );
  expect(submitted.errors).toBeUndefined();
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const second = startProcess(settings('kept'));
  const again = await second.url;
  const { data } = await ask(again, tokenOf(second.stdout(), 'PETITIONER'), '{ cases { total } }');
  expect(data).toStrictEqual({ cases: { total: 1 } });
  // The old token still holds: the development issuer keeps its key.
  expect((await ask(again, petitioner, '{ cases { total } }')).data).toStrictEqual({ cases: { total: 1 } });

  const rival = startProcess(settings('kept'));
  expect(await rival.ended).toBe(1);
  oneLine(rival.stderr());
  expect(rival.stderr()).toMatch(/in use by another daqidi/);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(second.stderr(), 'no warnings').toBe('');
});

test('a port in use is one clear line and exit 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // On the data of the test before, if it was run: to write a directory first takes seconds.
  const started = startProcess({ ...settings('kept'), DAQIDI_PORT: String(port) });
  expect(await started.ended).toBe(1);
  oneLine(started.stderr());
  expect(started.stderr()).toMatch(new RegExp(`Port in use: 127.0.0.1:${port}`));
  server.close();
});

test('a data directory that cannot be written is one clear line and exit 1', async () => {
  await writeFile(join(directory, 'a-file'), '');
  const started = startProcess({ DAQIDI_DATA: join(directory, 'a-file', 'below'), DAQIDI_PORT: '0' });
  expect(await started.ended).toBe(1);
  oneLine(started.stderr());
  expect(started.stderr()).toMatch(/data directory .* cannot be used/);
});

test('bad settings are all named, one line each, and exit 1', async () => {
  const started = startProcess({ DAQIDI_PORT: 'abc', DAQIDI_LOG_LEVEL: 'loud', DAQIDI_PROT: '4000' });
  expect(await started.ended).toBe(1);
  expect(started.stderr()).toMatch(/DAQIDI_PORT: expected a port number, got "abc"/);
  expect(started.stderr()).toMatch(/DAQIDI_LOG_LEVEL: expected one of/);
  expect(started.stderr()).toMatch(/DAQIDI_PROT: there is no such setting/);
});

testUnless(whyNoDisk)('a full disk is one clear line and exit 1', async () => {
  const started = startProcess({ ...settings('small'), DAQIDI_DATA: small });
  expect(await started.ended).toBe(1);
  oneLine(started.stderr());
  expect(started.stderr()).toMatch(/full/);
});
