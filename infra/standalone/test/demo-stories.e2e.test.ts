// Promise: the demonstration plays each story against a platform that runs, and ends with what every role sees of each of its cases; the
// district's centre reads what is no secret.
import { bazhouSeed } from '@daqidi/assignment';
import { peopleOf } from '@daqidi/standalone';
import { type Demonstration, openDemonstration, sightsIn } from './support/demonstration.js';

/** Of each story: how many cases it ends with. */
const stories: Readonly<Record<string, number>> = {
  consultation: 2,
  suggestion: 2,
  resolution: 1,
  group: 2,
  withdrawal: 1,
  'not-solved': 1,
  repeat: 2,
};
const people = peopleOf(bazhouSeed());

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.stop());

test.each(Object.entries(stories))('--story %s', async (story, cases) => {
  const seen = sightsIn(await demonstration.play(story), people.length);
  expect(seen).toHaveLength(cases);
  for (const each of seen) {
    const lines = each.split('\n');
    for (const line of lines) expect(line).toMatch(/^ {2}[✓—] /);
    expect(lines.map((line) => line.slice(4))).toStrictEqual(people.map(({ role, sub }) => `${role} ${sub}`));
    expect(each).toContain('✓ CENTRE_CLERK');
  }
});
