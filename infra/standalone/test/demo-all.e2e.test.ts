// Promise: the demonstration plays every story one after the other, and ends with what every role sees of each of their cases; of
// complaints the district's centre, which reads what is no secret, sees nothing.
import { bazhouSeed } from '@daqidi/assignment';
import { peopleOf } from '@daqidi/standalone';
import { type Demonstration, openDemonstration, sightsIn } from './support/demonstration.js';

const stories = [
  ...['appeal', 'resolution', 'suggestion', 'complaint', 'consultation', 'pressure', 'split'],
  ...['group', 'not-solved', 'anonymous', 'repeat', 'following', 'withdrawal'],
];

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.stop());

test('--story all', async () => {
  const said = await demonstration.play('all');
  expect([...said.matchAll(/^— (\S+)$/gm)].map(([, story]) => story)).toStrictEqual(stories);
  const people = peopleOf(bazhouSeed());
  const seen = sightsIn(said, people.length);
  // More than one case of some of them.
  expect(seen.length).toBeGreaterThan(stories.length);
  for (const each of seen)
    expect(each.split('\n').map((line) => line.slice(4))).toStrictEqual(people.map(({ role, sub }) => `${role} ${sub}`));
  // A complaint, one under pressure, and the one that an ordinary matter is split from.
  expect(seen.filter((each) => each.includes('— CENTRE_CLERK'))).toHaveLength(3);
});
