// Promise: the demonstration plays each story against a platform that runs, one or all of them, and ends with what every role sees of each of
// its cases; of complaints the district's centre, which reads what is no secret, sees nothing.
import { bazhouSeed } from '@daqidi/assignment';
import { peopleOf } from '@daqidi/standalone';
import { type Demonstration, openDemonstration, sightsIn } from './support/demonstration.js';

/** In their order: of how many cases each tells, and of how many of these the centre knows. */
const stories: Readonly<Record<string, { readonly cases: number; readonly open: number }>> = {
  appeal: { cases: 1, open: 1 },
  resolution: { cases: 1, open: 1 },
  suggestion: { cases: 2, open: 2 },
  complaint: { cases: 1, open: 0 },
  consultation: { cases: 2, open: 2 },
  offices: { cases: 3, open: 0 },
  'private-party': { cases: 1, open: 1 },
  pressure: { cases: 1, open: 0 },
  split: { cases: 2, open: 1 },
  group: { cases: 2, open: 2 },
  'not-solved': { cases: 1, open: 1 },
  anonymous: { cases: 1, open: 1 },
  repeat: { cases: 2, open: 2 },
  following: { cases: 3, open: 3 },
  withdrawal: { cases: 1, open: 1 },
  objection: { cases: 1, open: 1 },
};
const people = peopleOf(bazhouSeed());

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.stop());

/** What is told of each case at the end of a story. */
const told = (said: string) => {
  const seen = sightsIn(said, people.length);
  for (const each of seen) {
    const lines = each.split('\n');
    for (const line of lines) expect(line).toMatch(/^ {2}[✓—] /);
    expect(lines.map((line) => line.slice(4))).toStrictEqual(people.map(({ role, sub }) => `${role} ${sub}`));
  }
  return { cases: seen.length, open: seen.filter((each) => each.includes('✓ CENTRE_CLERK')).length };
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

test('--story all: one after the other, then every case', async () => {
  const said = await demonstration.play('all');
  expect([...said.matchAll(/^— (\S+)$/gm)].map(([, story]) => story)).toStrictEqual(Object.keys(stories));
  const all = Object.values(stories);
  expect(told(said)).toStrictEqual({ cases: sum(all.map(({ cases }) => cases)), open: sum(all.map(({ open }) => open)) });
});

test('--story of one name', async () => {
  expect(told(await demonstration.play('withdrawal'))).toStrictEqual(stories['withdrawal']);
});
