// Promise: a district's files begin its directory once, bring a running one up to date without rewriting its past, leave what the office has
// changed since, and change nothing where anything of them is not to be taken.
import { BadDistrict } from '../src/index.js';
import { bookId } from '../src/model.js';
import { bazhouSeed, type DistrictSeed } from '../src/seed/district-seed.js';
import { loadDistrict } from '../src/seed/load-district.js';
import { type LedgerWorld, openLedgerWorld } from './support/ledger-world.js';

const seed = bazhouSeed({ townships: 1, villagesPerTownship: 1 });
const today = '2026-03-02';
let world: LedgerWorld;

const load = async (files: DistrictSeed = seed) => {
  const asked: string[] = [];
  const loaded = await loadDistrict(world.tools, files, () => void asked.push('asked'));
  await world.settled();
  return { ...loaded, asked: asked.length };
};
const refused = async (files: DistrictSeed): Promise<readonly string[]> => {
  const before = world.said('*').length;
  try {
    await load(files);
    return [];
  } catch (error) {
    if (!(error instanceof BadDistrict)) throw error;
    await world.settled();
    expect(world.said('*')).toHaveLength(before);
    return error.problems.map(({ file, code }) => `${file} ${code}`);
  }
};
const typesSince = (count: number): readonly string[] =>
  world
    .said('*')
    .slice(count)
    .map(({ type }) => type);

type Table = 'regions' | 'units' | 'posts' | 'channels' | 'tags' | 'holidays' | 'policies';
/** The files with one record of a table changed, the first that fits. */
const with_ = (table: Table, fits: (record: never) => boolean, change: object): DistrictSeed => {
  const records = seed[table] as readonly object[];
  const at = records.findIndex((record) => fits(record as never));
  if (at < 0) throw new Error(`no record of ${table} fits`);
  return { ...seed, [table]: records.map((record, index) => (index === at ? { ...record, ...change } : record)) };
};
const added = (table: Table, change: object, of: (record: never) => boolean = () => true): DistrictSeed => {
  const records = seed[table] as readonly object[];
  return { ...seed, [table]: [...records, { ...records.find((record) => of(record as never)), ...change }] };
};
const any = () => true;
const township = ({ level }: { readonly level: string }): boolean => level === 'TOWNSHIP';
const supervising = new Set(seed.units.filter(({ kind }) => kind === 'SUPERVISING_BODY').map(({ id }) => id));
const ordinary = ({ unitId }: { readonly unitId: string }): boolean => !supervising.has(unitId);

describe('an empty store', () => {
  beforeEach(async () => {
    world = await openLedgerWorld();
  });
  afterEach(() => world.stop());

  it('is given the whole directory, once: the same files again say nothing', async () => {
    expect(await load()).toEqual({ begun: true, changes: 0, asked: 0 });
    const said = world.said('*').length;
    const count = seed.regions.length + seed.units.length + seed.posts.length;
    expect(typesSince(0).filter((type) => ['RegionStated', 'UnitStated', 'PostStated'].includes(type))).toHaveLength(count);
    expect(await load()).toEqual({ begun: false, changes: 0, asked: 0 });
    expect(world.said('*')).toHaveLength(said);
  });

  it('that was left half begun is completed, and nothing of it is said twice', async () => {
    const { model } = world.tools;
    const [first] = seed.regions;
    if (first === undefined) throw new Error('the seed has no region');
    await model.regions.establish([{ id: first.id, events: [{ type: 'RegionStated', v: 1, data: first }] }]);
    await world.settled();
    expect(await load()).toMatchObject({ begun: true });
    expect(typesSince(0).filter((type) => type === 'RegionStated')).toHaveLength(seed.regions.length);
    expect((await model.policies.collection.byId(bookId.policies))?.state).toBeDefined();
  });

  it('is not mixed with another district', async () => {
    await load();
    const files = {
      ...seed,
      regions: seed.regions.map((region) => ({ ...region, id: `9${region.id}`, path: region.path.map((id) => `9${id}`) })),
    };
    expect(await refused(files)).toEqual(['regions other-district']);
  });
});

describe('a running district', () => {
  beforeAll(async () => {
    world = await openLedgerWorld();
    await load();
  });
  afterAll(() => world.stop());

  it('takes a new name, and what is new, each with its reason, and asks for secrets only then', async () => {
    const before = world.said('*').length;
    const village = ({ level }: { readonly level: string }): boolean => level === 'VILLAGE';
    const files = with_('regions', village, { name: '改名村' });
    expect(await load(files)).toEqual({ begun: false, changes: 1, asked: 1 });
    expect(typesSince(before)).toEqual(['DirectoryChanged', 'RegionStated']);
    const [changed, stated] = world.said('*').slice(before);
    expect(stated?.data).toMatchObject({ name: '改名村' });
    expect(changed?.actor).toEqual({ person: 'system:operator', post: null });
    const { reason } = (changed?.data ?? {}) as { readonly reason?: { readonly vaultId: string } };
    expect(await world.texts([reason?.vaultId ?? ''])).toEqual([expect.stringMatching(/^按名录文件更新 \(file:/)]);
    expect(await load(files)).toMatchObject({ changes: 0, asked: 0 });
  });

  it('keeps what somebody has changed since the file said it, until the file says something new', async () => {
    const renamed = (name: string) => with_('units', any, { name });
    expect(await load(renamed('新名'))).toMatchObject({ changes: 1 });
    expect(await load(seed)).toMatchObject({ changes: 0 });
    expect((await world.tools.model.units.collection.byId(seed.units[0]?.id ?? ''))?.state.stated?.name).toBe('新名');
    expect(await load(renamed('又一名'))).toMatchObject({ changes: 1 });
    expect(await load(renamed('新名'))).toMatchObject({ changes: 0 });
  });

  it('takes a post that begins today and one that ends today, and none of yesterday', async () => {
    const past = '2026-03-01';
    expect(await load(added('posts', { id: 'post-new', from: today }, ordinary as never))).toMatchObject({ changes: 1 });
    expect(await load(with_('posts', ordinary as never, { to: today }))).toMatchObject({ changes: 1 });
    expect(await refused(added('posts', { id: 'post-late', from: past }, ordinary as never))).toEqual(['posts past']);
    expect(await refused(with_('posts', ordinary as never, { to: past }))).toEqual(['posts past']);
  });

  it('takes a holiday list in place of a provisional one, with the next number, and no other', async () => {
    const provisional = ({ provisional }: { readonly provisional: boolean }): boolean => provisional;
    const final = ({ provisional }: { readonly provisional: boolean }): boolean => !provisional;
    const before = world.said('*').length;
    expect(await load(with_('holidays', provisional as never, { provisional: false, source: '国办发明电' }))).toMatchObject({
      changes: 1,
    });
    expect(world.said('*').slice(before).at(-1)?.data).toMatchObject({
      number: 2,
      provisional: false,
      reason: expect.anything(),
    });
    expect(await refused(with_('holidays', final as never, { source: '别处' }))).toEqual(['holidays final']);
  });

  it('takes policy numbers from today on under a number of their own, and none in place of others', async () => {
    const [first] = seed.policies;
    const number = (first?.number ?? 0) + 1;
    expect(await refused(with_('policies', any, { orderWorkingDays: 9 }))).toEqual(['policy fixed']);
    expect(await refused(added('policies', { number, effectiveFrom: '2026-03-01' }))).toEqual(['policy past']);
    expect(await load(added('policies', { number, effectiveFrom: today, orderWorkingDays: 9 }))).toMatchObject({ changes: 1 });
  });

  it.each<[string, DistrictSeed, string]>([
    ['another level of a region', with_('regions', township as never, { level: 'VILLAGE' }), 'regions fixed'],
    ['a region that ended yesterday', with_('regions', any, { validTo: '2026-03-01' }), 'regions past'],
    ['another kind of a unit', with_('units', any, { kind: 'DEPARTMENT', level: 'VILLAGE' }), 'units fixed'],
    ['a unit that ended yesterday', with_('units', any, { validTo: '2026-03-01' }), 'units past'],
    ['another holder of a post', with_('posts', ordinary as never, { personId: 'someone-else' }), 'posts fixed'],
    [
      'a post in a supervising body',
      added('posts', { id: 'post-second', from: today }, ((post: { readonly unitId: string }) => !ordinary(post)) as never),
      'posts second-person',
    ],
    ['a channel that is closed', with_('channels', any, { validTo: today }), 'channels second-person'],
    ['a tag from another day on', with_('tags', any, { validFrom: '2020-01-01' }), 'tags fixed'],
    ['a tag that ended yesterday', with_('tags', any, { validTo: '2026-03-01' }), 'tags past'],
  ])('takes not %s, and says so', async (_, files, problem) => {
    expect(await refused(files)).toEqual([problem]);
  });

  it('takes nothing where one thing is not to be taken, and tells all that is not', async () => {
    const renamed = with_('regions', township as never, { name: '新名', level: 'VILLAGE' });
    const files = { ...renamed, tags: with_('tags', any, { validTo: '2026-03-01' }).tags };
    expect(await refused(files)).toEqual(['regions fixed', 'tags past']);
    const { id = '', name } = seed.regions.find(township) ?? {};
    expect((await world.tools.model.regions.collection.byId(id))?.state.stated?.name).toBe(name);
  });

  it('takes a new channel, a wider one, a tag’s new name and its last day', async () => {
    expect(await load(added('channels', { code: 'NEW_CHANNEL' }))).toMatchObject({ changes: 1 });
    expect(await load(with_('tags', any, { nameZh: '新标签' }))).toMatchObject({ changes: 1 });
    expect(await load(with_('tags', any, { validTo: today }))).toMatchObject({ changes: 1 });
  });

  it('names an officer anew by what the file says, once, and adds those whom it did not know', async () => {
    const [first, ...others] = seed.officers;
    if (first === undefined) throw new Error('the seed has no officer');
    const files = { ...seed, officers: [{ ...first, name: '新姓名' }, ...others, { id: 'officer-new', name: '新来者' }] };
    const before = world.said('*').length;
    expect(await load(files)).toMatchObject({ changes: 1 });
    expect(typesSince(before)).toEqual(['OfficerNamed']);
    expect(JSON.stringify(world.said('*').slice(before))).not.toContain('新姓名');
    expect(await load(files)).toMatchObject({ changes: 0 });
    const names = await world.tools.model.officers.byIds(['officer-new']);
    expect(names.map(({ name }) => name)).toEqual(['新来者']);
  });
});
