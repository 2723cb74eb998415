// Promise: the demonstration plays each story against a platform that runs, and ends with what every role sees of each of its cases; those whom
// a complaint accuses see nothing of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bazhouSeed } from '@daqidi/assignment';
import { peopleOf } from '@daqidi/standalone';
import { type Started, startProcess } from './support/process.js';

const cli = fileURLToPath(new URL('../../../../infra/standalone/dist/demo-cli.js', import.meta.url));
/** Of each story: how many cases it ends with. */
const stories: Readonly<Record<string, number>> = {
  consultation: 2,
  suggestion: 2,
  resolution: 1,
  group: 2,
  withdrawal: 1,
  'not-solved': 1,
  repeat: 2,
  complaint: 1,
};

let data: string;
let platform: Started;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'daqidi-demo-'));
  platform = startProcess({ DAQIDI_DATA: data, DAQIDI_PORT: '0', HOME: data });
  await platform.url;
});
afterAll(async () => {
  platform.child.kill('SIGTERM');
  await platform.ended;
  await rm(data, { recursive: true, force: true });
});

const demo = async (story: string): Promise<string> => {
  const env = { PATH: process.env.PATH ?? '', DAQIDI_DATA: data, HOME: data };
  const child = spawn(process.execPath, [cli, '--story', story, '--url', await platform.url], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, complaints] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [code] = await once(child, 'close');
  expect([code, complaints]).toStrictEqual([0, '']);
  return said;
};

const people = peopleOf(bazhouSeed());
/** What each case ends with: whether somebody sees it, in the order of the people. */
const sights = (said: string): readonly string[] =>
  said
    .split('Who can see it · 知悉范围\n')
    .slice(1)
    .map((part) => part.split('\n').slice(0, people.length).join('\n'));

test.each(Object.entries(stories))('--story %s ends with what every role sees of each of its cases', async (story, cases) => {
  const seen = sights(await demo(story));
  expect(seen).toHaveLength(cases);
  for (const each of seen) {
    for (const { role, sub } of people) expect(each).toMatch(new RegExp(`^  [✓—] ${role} ${sub}$`, 'm'));
    // The district's centre reads what is no secret.
    expect(each).toContain(`${story === 'complaint' ? '—' : '✓'} CENTRE_CLERK`);
  }
});

test('--story all plays every story', async () => {
  const said = await demo('all');
  for (const story of [...Object.keys(stories), 'appeal', 'pressure', 'split', 'anonymous', 'following'])
    expect(said).toContain(`— ${story}\n`);
  const ended = sights(said);
  expect(ended.length).toBeGreaterThan(15);
  for (const each of ended) for (const { sub } of people) expect(each).toContain(` ${sub}`);
});
