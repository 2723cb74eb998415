// Proves: the one-process form starts, tells where and as whom, keeps its data over a restart, drains on signals with exit 0,
// and says in one clear line why it cannot start.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mountSmallDisk } from '@daqidi/local';
import { startProcess } from './support/process.js';

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-main-'));
});
after(() => rm(directory, { recursive: true, force: true }));

const settings = (name: string) => ({ DAQIDI_DATA: join(directory, name), DAQIDI_PORT: '0' });
const oneLine = (text: string): void => assert.match(text, /^daqidi: [^\n]+\n$/);

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
  const first = startProcess(settings('kept'));
  const url = await first.url;
  assert.equal(first.stderr(), '', 'no warnings');
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  assert.match(await (await fetch(`${url}/metrics`)).text(), /daqidi_outbox_age_seconds/);
  const petitioner = tokenOf(first.stdout(), 'PETITIONER');
  const submitted = await ask(
    url,
    petitioner,
    'mutation { submitAppeal(input: { requestId: "kept-over-restart", channel: "WINDOW", regionId: "511902001001", text: "路面塌陷,请尽快修补。" }) { appeal { id } } }',
  );
  assert.equal(submitted.errors, undefined);
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);

  const second = startProcess(settings('kept'));
  const again = await second.url;
  const { data } = await ask(again, tokenOf(second.stdout(), 'PETITIONER'), '{ cases { total } }');
  assert.deepEqual(data, { cases: { total: 1 } });
  // The old token still holds: the development issuer keeps its key.
  assert.deepEqual((await ask(again, petitioner, '{ cases { total } }')).data, { cases: { total: 1 } });

  const rival = startProcess(settings('kept'));
  assert.equal(await rival.ended, 1);
  oneLine(rival.stderr());
  assert.match(rival.stderr(), /in use by another daqidi/);
  second.child.kill('SIGINT');
  assert.equal(await second.ended, 0);
  assert.equal(second.stderr(), '', 'no warnings');
});

test('a port in use is one clear line and exit 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const started = startProcess({ ...settings('port'), DAQIDI_PORT: String(port) });
  assert.equal(await started.ended, 1);
  oneLine(started.stderr());
  assert.match(started.stderr(), new RegExp(`Port in use: 127.0.0.1:${port}`));
  server.close();
});

test('a data directory that cannot be written is one clear line and exit 1', async () => {
  await writeFile(join(directory, 'a-file'), '');
  const started = startProcess({ DAQIDI_DATA: join(directory, 'a-file', 'below'), DAQIDI_PORT: '0' });
  assert.equal(await started.ended, 1);
  oneLine(started.stderr());
  assert.match(started.stderr(), /data directory .* cannot be used/);
});

test('bad settings are all named, one line each, and exit 1', async () => {
  const started = startProcess({ DAQIDI_PORT: 'abc', DAQIDI_LOG_LEVEL: 'loud', DAQIDI_PROT: '4000' });
  assert.equal(await started.ended, 1);
  assert.match(started.stderr(), /DAQIDI_PORT: expected a port number, got "abc"/);
  assert.match(started.stderr(), /DAQIDI_LOG_LEVEL: expected one of/);
  assert.match(started.stderr(), /DAQIDI_PROT: there is no such setting/);
});

test('a full disk is one clear line and exit 1', async (context) => {
  const target = join(directory, 'small');
  const unmount = await mountSmallDisk(target, '1m');
  if (unmount === null) return context.skip('a small file system can only be mounted by root');
  try {
    const started = startProcess({ DAQIDI_DATA: target, DAQIDI_PORT: '0' });
    assert.equal(await started.ended, 1);
    oneLine(started.stderr());
    assert.match(started.stderr(), /full/);
  } finally {
    unmount();
  }
});
