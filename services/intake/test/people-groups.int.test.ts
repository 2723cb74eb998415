// Promise: to what people petitioners say that they belong is told as totals of five at least, of the whole district, and of no secret.
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const codes = () => world.tools.peopleGroups.map(({ code }) => code);
const totals = async (person: string) => {
  const { code, data } = await world.officer(person).asks('{ peopleGroupTotals { group { code } appeals } }');
  if (code !== null) return code;
  const told = data as {
    readonly peopleGroupTotals: readonly { readonly group: { readonly code: string }; readonly appeals: number | null }[];
  };
  return told.peopleGroupTotals.flatMap(({ group, appeals }) => (appeals === null ? [] : [[group.code, appeals]]));
};
const says = (groups: readonly string[], change: object = {}) => submit(world, { particulars: { groups }, ...change });

it('four tell nothing, the fifth does; what is secret does not count', async () => {
  const [first = '', second = ''] = codes();
  for (let each = 0; each < 4; each += 1) await says([first, ...(each < 2 ? [second] : [])]);
  await says([first], { accusedUnitIds: ['u-south'] });
  expect(await totals('letters-1')).toEqual([]);
  await says([first]);
  expect(await totals('letters-1')).toEqual([[first, 5]]);
  await says([first]);
  expect(await totals('secretary')).toEqual([[first, 6]]);
});

it('are read by the leading group, the letters office and those who look after performance, and by nobody else', async () => {
  for (const person of ['clerk', 'north-1', 'north-handler', 'south-1'])
    expect([person, await totals(person)]).toEqual([person, 'FORBIDDEN']);
  expect((await world.petitioner('zhang').asks('{ peopleGroupTotals { appeals } }')).code).toBe('FORBIDDEN');
});
