// Promise: the platform with the memory that compose grants it outlives whoever sends it texts that nobody has sent before, known to it or
// not, and answers for its health within a second meanwhile.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, startProcess } from './support/process.js';

let directory: string;
let started: Started | undefined;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-strangers-'));
});
afterAll(async () => {
  started?.child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

const tokenOf = (stdout: string, role: string): string => {
  const lines = stdout.split('\n');
  return lines[lines.findIndex((line) => line.startsWith(`  ${role} · `)) + 1]?.trim() ?? '';
};

/** All five subgraphs nine times under aliases of its own. */
const dear = (number: number): string => {
  const parts = [
    'triage { version stage }',
    'ledgerEntry { version stage holder { id name } }',
    'supervision { orders { id } }',
    'score { assignedPeriod }',
  ];
  const appeals = Array.from(
    { length: 9 },
    (_, at) => `x${number}_${at}: appeal(id: "none-${number}-${at}") { id ${parts.join(' ')} }`,
  );
  return `query Dear${number} { ${appeals.join(' ')} }`;
};

test('six hundred plans that nobody will ask for again, in 384 MB', async () => {
  started = startProcess({
    DAQIDI_DATA: join(directory, 'data'),
    DAQIDI_PORT: '0',
    NODE_OPTIONS: '--max-old-space-size=384',
    // What it costs is under test here, not who may ask how often.
    DAQIDI_RATE: '1000000',
    DAQIDI_BURST: '1000000',
  });
  const url = await started.url;
  const ask = async (query: string, token?: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...((await response.json()) as { errors?: { extensions: { code: string } }[] }) };
  };
  const anonymous = await ask(dear(0));
  expect([anonymous.status, anonymous.errors?.[0]?.extensions.code]).toStrictEqual([401, 'UNAUTHENTICATED']);

  const clerk = tokenOf(started.stdout(), 'CENTRE_CLERK');
  expect((await ask(dear(0), clerk)).errors).toBeUndefined();
  let next = 1;
  const lane = async (): Promise<void> => {
    while (next <= 600) {
      const { status } = await ask(dear(next++), clerk);
      expect([200, 503]).toContain(status);
    }
  };
  let isOver = false;
  const flood = Promise.all(Array.from({ length: 16 }, lane)).finally(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    const began = performance.now();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    waits.push(performance.now() - began);
  }
  await flood;
  process.stdout.write(`# slowest answer of /healthz: ${Math.round(Math.max(...waits))} ms of ${waits.length}\n`);
  expect((await ask('{ cases(first: 1) { total } }', clerk)).errors).toBeUndefined();
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});
