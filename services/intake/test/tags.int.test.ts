// Promise: whoever works on an appeal classifies it by tags of a dated list; lists and figures narrow by them within their reader's scope, and
// its petitioner is told nothing of it.
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const tags = (appealId: string, codes: readonly string[], person = 'letters-1') =>
  world.officer(person).does('tagAppeal', { appealId, tags: codes });
const listed = async (tag: string, who = world.officer('letters-1'), filter: object = {}) => {
  const query = `query($filter: CaseFilter) {
    cases(filter: $filter, first: 50) { total edges { node { id tags { code } } } }
    caseCounts(filter: $filter) { count }
  }`;
  const { data } = await who.asks(query, { filter: { tag, ...filter } });
  const { cases, caseCounts } = data as {
    cases: { total: number; edges: { node: { id: string } }[] };
    caseCounts: { count: number }[];
  };
  const ids = cases.edges.map(({ node }) => node.id);
  expect([cases.total, caseCounts.reduce((sum, { count }) => sum + count, 0)]).toEqual([ids.length, ids.length]);
  return [...ids].sort();
};
const seen = async (id: string, who = world.officer('letters-1')) => {
  const { data } = await who.asks('query($id: ID!) { appeal(id: $id) { tags { code nameZh } } }', { id });
  return (data as { appeal: { tags: { code: string }[] } | null }).appeal?.tags.map(({ code }) => code);
};

describe('tags', () => {
  it('are set as a whole by whoever works on it, shown on the case, and narrow lists in every order', async () => {
    const [{ id }, other] = [await submit(world), await submit(world)];
    await world.hears('triage', 'AppealAccepted', id);
    for (const person of ['clerk', 'north-1', 'north-village-reviewer', 'letters-1'])
      expect([
        person,
        await tags(id, person === 'clerk' ? ['WAGES'] : ['SAFETY', person === 'north-1' ? 'WAGES' : 'LEGACY'], person),
      ]).toEqual([person, expect.objectContaining(person === 'letters-1' ? { rule: 'tags.same' } : { code: null })]);
    expect(await seen(id)).toEqual(['SAFETY', 'LEGACY']);
    expect([await listed('SAFETY'), await listed('WAGES')]).toEqual([[id], []]);
    expect(await tags(other.id, ['SAFETY'])).toMatchObject({ code: null });
    expect(await listed('SAFETY')).toEqual([other.id, id].sort());
    expect(await listed('SAFETY', world.officer('letters-1'), { stage: 'SCREENING' })).toEqual([id]);
    expect(await listed('SAFETY', world.officer('letters-1'), { dueBefore: '2027-01-01T00:00:00.000Z' })).toEqual([id]);
    expect(await tags(other.id, [])).toMatchObject({ code: null });
    expect(await listed('SAFETY')).toEqual([id]);
  });

  it('are of the list of the day, five at most; what an appeal carries it may keep', async () => {
    const { id } = await submit(world);
    expect(await tags(id, ['NOBODY_KNOWS'])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'tags' });
    const six = ['LEGACY', 'LIVELIHOOD', 'SAFETY', 'MANY_CONCERNED', 'WAGES', 'ENVIRONMENT'];
    expect(await tags(id, six)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'tags' });
    const flood = { code: 'FLOOD', nameZh: '洪涝', nameEn: 'Flood', validFrom: '2026-01-01', validTo: '2026-03-02' };
    world.district.state({ tag: flood });
    expect(await tags(id, ['FLOOD'])).toMatchObject({ code: null });
    world.district.state({ tag: { ...flood, validTo: '2026-03-01' } });
    expect(await tags(id, ['FLOOD', 'SAFETY'])).toMatchObject({ code: null });
    expect(await tags(id, ['SAFETY'])).toMatchObject({ code: null });
    expect(await tags(id, ['FLOOD'])).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are set at intake by whoever takes it in, never by the petitioner, who is told none', async () => {
    const { id } = await submit(
      world,
      { petitioner: { name: '张三', telephone: '13812341234' }, tags: ['WAGES'] },
      world.officer('clerk'),
    );
    expect(await listed('WAGES')).toEqual([id]);
    const own = world.petitioner('zhang').does('submitAppeal', {
      ...{ channel: 'MINI_PROGRAM', regionId: '511902001001', text: '工资被拖欠。', tags: ['WAGES'] },
    });
    expect((await own).code).not.toBeNull();
    const mine = await submit(world);
    await tags(mine.id, ['WAGES']);
    expect(await seen(mine.id, world.petitioner('zhang'))).toEqual([]);
    expect(await listed('WAGES', world.petitioner('zhang'))).toEqual([]);
    expect(await world.petitioner('zhang').does('tagAppeal', { appealId: mine.id, tags: [] })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await listed('WAGES')).toEqual([mine.id, id].sort());
  });

  it('tell nobody of a case that he may not know', async () => {
    const { id } = await submit(world, { accusedUnitIds: ['u-south'] });
    await tags(id, ['ENVIRONMENT']);
    expect(await listed('ENVIRONMENT')).toEqual([id]);
    for (const person of ['south-1', 'south-handler', 'clerk'])
      expect(await listed('ENVIRONMENT', world.officer(person))).toEqual([]);
    expect(await tags(id, [], 'clerk')).toMatchObject({ code: 'NOT_FOUND' });
  });
});
