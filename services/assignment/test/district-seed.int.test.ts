// Promise: the seed is a whole district whose references all resolve, and writing it twice, or half, leaves it there once.
import { bazhouSeed, establishDirectory } from '../src/index.js';
import { type LedgerWorld, openLedgerWorld } from './support/ledger-world.js';

const seed = bazhouSeed({ townships: 2, villagesPerTownship: 1 });

describe('the seed', () => {
  it('refers only to what it holds', () => {
    const regions = new Set(seed.regions.map(({ id }) => id));
    const units = new Set(seed.units.map(({ id }) => id));
    expect(seed.regions.filter(({ path }) => !path.every((id) => regions.has(id)))).toEqual([]);
    expect(
      seed.units.filter(({ regionId, parentId }) => !regions.has(regionId) || (parentId !== null && !units.has(parentId))),
    ).toEqual([]);
    expect(seed.posts.filter(({ unitId, regionId }) => !units.has(unitId) || !regions.has(regionId))).toEqual([]);
  });

  it('gives every post to one officer with a name', () => {
    expect(new Set(seed.posts.map(({ id }) => id)).size).toBe(seed.posts.length);
    expect(seed.officers.map(({ id }) => id)).toEqual(seed.posts.map(({ personId }) => personId));
    expect(seed.officers.every(({ name }) => /^[\u4e00-\u9fff]{2,3}$/.test(name))).toBe(true);
  });

  it('gives each unit a name that says once what it is', () => {
    const { units } = bazhouSeed();
    expect(units.length).toBeGreaterThan(22 + 296);
    expect(units.filter(({ name }) => (name.match(/办事处|人民政府|委员会|居委会/g) ?? []).length > 1)).toEqual([]);
    const governments = units.filter(({ level }) => level !== 'DISTRICT');
    expect(governments.filter(({ name }) => !/(?:街道办事处|[镇乡]人民政府|[居村]民委员会|居委会)$/.test(name))).toEqual([]);
  });

  it('keeps as many townships and villages as a test asks for', () => {
    const count = (level: string) => seed.regions.filter((region) => region.level === level).length;
    expect([count('DISTRICT'), count('TOWNSHIP'), count('VILLAGE'), count('GRID')]).toEqual([1, 2, 2, 4]);
  });
});

describe('establishing the directory', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await openLedgerWorld();
  });
  afterAll(() => world.stop());

  it('states every record once, the policy last, and names officers to those who ask', async () => {
    const establish = () => establishDirectory(world.tools.model, seed);
    await establish();
    await world.settled();
    await establish();
    await world.settled();
    const [region] = seed.regions;
    expect(world.said(region?.id ?? '').map(({ type, seq }) => [type, seq])).toEqual([['RegionStated', 1]]);
    expect(world.said('policy')).toHaveLength(1);
    const [officer] = seed.officers;
    const query = 'query($officers: [_Any!]!) { _entities(representations: $officers) { ... on Officer { name } } }';
    const officers = [
      { __typename: 'Officer', id: officer?.id },
      { __typename: 'Officer', id: 'no-such' },
    ];
    expect((await world.anybody().asks(query, { officers })).data).toEqual({
      _entities: [{ name: officer?.name }, { name: null }],
    });
  });
});
