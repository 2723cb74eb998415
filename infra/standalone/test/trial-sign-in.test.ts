// Promise: whoever tries the product finds people by name, role and unit, and signs in as one of them for a working day at most.
import { bazhouSeed } from '@daqidi/assignment';
import { trialSignIn } from '../src/trial-sign-in.js';

const seed = bazhouSeed({ townships: 1, villagesPerTownship: 1 });
const issued: number[] = [];
const signIn = (longestLife: number) =>
  trialSignIn(
    seed,
    {
      jwks: { keys: [] },
      issue: async ({ sub, ttlSeconds }) => {
        issued.push(ttlSeconds);
        return sub;
      },
    },
    longestLife,
  );

test('citizens and the district come first, and a list has an end', () => {
  const people = signIn(60).people('');
  expect(people.slice(0, 3).map(({ kind }) => kind)).toStrictEqual(['PETITIONER', 'PETITIONER', 'PETITIONER']);
  expect(people[3]?.id).toBe('letters.officer');
  expect(people.length).toBeLessThanOrEqual(50);
});

test('every word has to fit: name, role or unit', () => {
  const { people } = signIn(60);
  const [clerk] = people('centre_clerk 综合服务中心');
  expect(clerk).toMatchObject({ role: 'CENTRE_CLERK', kind: 'OFFICER' });
  expect(people(clerk?.name ?? '-').map(({ id }) => id)).toContain(clerk?.id);
  expect(people('centre_clerk nobody')).toStrictEqual([]);
});

test('a token is good for ten hours, or less where less is allowed', async () => {
  await signIn(86_400).issue({ sub: 'letters.officer', kind: 'OFFICER' });
  await signIn(60).issue({ sub: 'letters.officer', kind: 'OFFICER' });
  expect(issued).toStrictEqual([36_000, 60]);
});
