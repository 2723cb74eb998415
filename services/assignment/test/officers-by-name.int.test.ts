// Promise: people in office are found by part of their name, as they are called now, on the day that is asked for.
import { type LedgerWorld, openLedgerWorld } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
  await world.tools.model.officers.insertMissing([
    { _id: 'north-handler', name: '周丽华' },
    { _id: 'housing-handler', name: '周 立' },
    { _id: 'north-head', name: '吴丽' },
  ]);
});
afterAll(() => world.stop());

const query = 'query($name: String, $unitId: ID) { officers(name: $name, unitId: $unitId) { total edges { node { id name } } } }';
const found = async (variables: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
  const { data } = await world.officer('north-deputy').asks(query, variables);
  const { officers } = data as { officers: { total: number; edges: readonly { node: { id: string } }[] } };
  expect(officers.total).toBe(officers.edges.length);
  return officers.edges.map(({ node }) => node.id).sort();
};

it('by any part, however blanks and widths are typed', async () => {
  expect(await found({ name: '周' })).toEqual(['housing-handler', 'north-handler']);
  expect(await found({ name: '周立' })).toEqual(['housing-handler']);
  expect(await found({ name: '丽 ' })).toEqual(['north-handler', 'north-head']);
  expect(await found({ name: '无此人' })).toEqual([]);
});

it('within a unit', async () => {
  expect(await found({ name: '周', unitId: 'u-housing' })).toEqual(['housing-handler']);
});

it('no longer name than people have', async () => {
  expect(await world.officer('north-deputy').asks(query, { name: '周'.repeat(101) })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'name',
  });
});
