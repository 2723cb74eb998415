// Promise: the office keeps its own directory: dated, with a reason, never in the past, read by those who oversee it; and nobody buys
// silence with it.
import type { EventEnvelope } from '@daqidi/events';
import { type OfficeWorld, openOfficeWorld, reason, today, tomorrow, yesterday } from './support/office-world.js';

const district = '511902';
const township = '511902001';

let world: OfficeWorld;
beforeAll(async () => {
  world = await openOfficeWorld();
});
afterAll(() => world.stop());

const does: OfficeWorld['does'] = (...asked) => world.does(...asked);
const changesFor: OfficeWorld['changesFor'] = (...asked) => world.changesFor(...asked);
const heed = (): void => world.heed();
const unit = 'unit { id version name validTo }';
const post = 'post { id version validFrom validTo officer { id } } proposal { id version act }';
const idOf = ({ data }: { readonly data: unknown }, thing: string): string =>
  (data as Readonly<Record<string, { readonly id: string }>>)[thing]?.id ?? '';
const versionOf = async (id: string, kind: 'units' | 'regions' | 'posts'): Promise<number> =>
  (await world.tools.model[kind].collection.byId(id))?.version ?? 0;

describe('units', () => {
  const opened = { name: '巴州区数据局', kind: 'DEPARTMENT', level: 'DISTRICT', regionId: district, parentId: 'u-leading-group' };

  it('are opened, named anew and ended from today on, each with a reason that those who oversee it read', async () => {
    const first = await does('admin', 'openUnit', { ...opened, validFrom: today }, unit);
    expect(first).toMatchObject({ code: null, data: { unit: { version: 1, name: '巴州区数据局', validTo: null } } });
    const unitId = idOf(first, 'unit');
    const change = { unitId, expectedVersion: 1, name: '巴州区数据和政务服务局' };
    expect(await does('admin', 'changeUnit', change, unit)).toMatchObject({ data: { unit: { version: 2, name: change.name } } });
    expect((await does('admin', 'changeUnit', { ...change, name: '别名' }, unit)).code).toBe('CONFLICT');
    const end = { unitId, expectedVersion: 2, validTo: today };
    expect(await does('admin', 'changeUnit', end, unit)).toMatchObject({ data: { unit: { validTo: today } } });
    expect(world.district.unit(unitId)).toMatchObject({ name: change.name, validTo: today });

    const seen = [{ kind: 'UNIT', act: 'STATED', about: unitId, reason, by: { id: 'admin' } }];
    const again = await does('other-admin', 'openUnit', { ...opened, validFrom: today }, unit);
    expect(again).toMatchObject({ rule: 'directory.name-taken', field: 'name' });
    for (const reader of ['admin', 'auditor', 'inspector'])
      expect(await changesFor(reader, unitId)).toEqual([...seen, ...seen, ...seen]);
    expect(await changesFor('letters-1', unitId)).toBe('FORBIDDEN');
  });

  it.each([
    ['in the past', { validFrom: yesterday }, 'directory.past'],
    ['in a region that is not there', { regionId: 'no-such' }, 'directory.place'],
    ['in a region of another level', { regionId: township }, 'directory.place'],
    ['under a unit that is not there', { parentId: 'no-such' }, 'directory.superior'],
    ['under a unit of a lower level', { parentId: `u-${township}` }, 'directory.superior'],
    ['under nobody', { parentId: null }, 'directory.superior'],
    ['as a supervising body', { kind: 'SUPERVISING_BODY' }, 'directory.supervising-body'],
    ['by a name that is taken', { name: '巴州区水利局' }, 'directory.name-taken'],
    ['a lifetime ahead', { validFrom: '2126-03-02' }, 'directory.horizon'],
  ])('are not opened %s', async (_, change, rule) => {
    expect(await does('admin', 'openUnit', { ...opened, name: '另一单位', validFrom: today, ...change }, unit)).toMatchObject({
      rule,
    });
  });

  it('are not ended while somebody holds a post in them, or in the past', async () => {
    const busy = { unitId: 'u-water', expectedVersion: await versionOf('u-water', 'units') };
    expect(await does('admin', 'changeUnit', { ...busy, validTo: tomorrow }, unit)).toMatchObject({ rule: 'directory.in-use' });
    expect(await does('admin', 'changeUnit', { ...busy, validTo: yesterday }, unit)).toMatchObject({ rule: 'directory.past' });
    expect(await does('admin', 'changeUnit', busy, unit)).toMatchObject({ rule: 'directory.nothing' });
  });
});

describe('what ends and goes on in another', () => {
  const ends = async (unitId: string, successorIds: readonly string[], change: object = {}) =>
    does(
      'admin',
      'changeUnit',
      { unitId, expectedVersion: await versionOf(unitId, 'units'), validTo: tomorrow, successorIds, ...change },
      'unit { validTo successors { id } }',
    );

  it.each([
    ['itself', ['u-water']],
    ['one that is not there', ['no-such']],
    ['the same twice', ['u-housing', 'u-housing']],
    ['a unit of a lower level', [`u-${township}`]],
    ['a supervising body', ['u-letters']],
  ])('does not go on in %s', async (_, successorIds) => {
    expect(await ends('u-water', successorIds)).toMatchObject({ rule: 'directory.successor', field: 'successorIds' });
  });

  it('does not go on without an end, and a supervising body in no other', async () => {
    expect(await ends('u-water', ['u-housing'], { validTo: null })).toMatchObject({ rule: 'directory.successor' });
    expect(await ends('u-letters', ['u-group'])).toMatchObject({ rule: 'directory.supervising-body' });
    const many = Array.from({ length: 21 }, (_, at) => `u-${at}`);
    expect(await ends('u-water', many)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'successorIds' });
  });

  it('takes its people along, and its superior takes the lower ones', async () => {
    const now = world.clock.now();
    const people = () => world.district.holders('u-housing', 'HANDLER', now + 2 * 86_400_000).map(({ unitId }) => unitId);
    const before = people().length;
    expect(await ends('u-water', ['u-housing'])).toMatchObject({
      data: { unit: { validTo: tomorrow, successors: [{ id: 'u-housing' }] } },
    });
    expect(people().length).toBeGreaterThan(before);
    expect(new Set(people())).toEqual(new Set(['u-housing']));
    expect(world.district.holders('u-housing', 'HANDLER', now)).toHaveLength(before);
    expect(await ends('u-water', [])).toMatchObject({ rule: 'directory.in-use' });
  });
});

describe('regions', () => {
  const region = 'region { id version name validTo successors { id } parent { id } }';
  const opened = { name: '新建社区', level: 'VILLAGE', code: '511902001999', parentRegionId: township };

  it('are opened, named anew and merged from today on', async () => {
    const first = await does('admin', 'openRegion', { ...opened, validFrom: today }, region);
    expect(first).toMatchObject({ code: null, data: { region: { version: 1, parent: { id: township }, successors: [] } } });
    const regionId = idOf(first, 'region');
    expect(world.district.region(regionId)).toMatchObject({ path: [district, township, regionId], code: opened.code });
    const renamed = await does('admin', 'changeRegion', { regionId, expectedVersion: 1, name: '新城社区' }, region);
    expect(renamed).toMatchObject({ data: { region: { version: 2, name: '新城社区' } } });
    const [other] = world.district.regions().filter(({ level, id }) => level === 'VILLAGE' && id !== regionId);
    const itself = { regionId, expectedVersion: 2, validTo: today, successorRegionIds: [regionId] };
    expect(await does('admin', 'changeRegion', itself, region)).toMatchObject({
      rule: 'directory.successor',
      field: 'successorRegionIds',
    });
    const end = { regionId, expectedVersion: 2, validTo: today, successorRegionIds: [other?.id] };
    expect(await does('admin', 'changeRegion', end, region)).toMatchObject({
      data: { region: { validTo: today, successors: [{ id: other?.id }] } },
    });
    expect(world.district.regionAfter(regionId, Date.parse(`${tomorrow}T04:00:00Z`))).toBe(other?.id);
  });

  it.each([
    ['in the past', { validFrom: yesterday }, 'directory.past'],
    ['in a place that is not there', { parentRegionId: 'no-such' }, 'directory.place'],
    ['beside what they lie in', { level: 'TOWNSHIP' }, 'directory.place'],
    ['by a name that is taken', { name: '另一社区' }, 'directory.name-taken'],
    ['with a code that is taken', { name: '再一社区', code: '511902001998' }, 'directory.name-taken'],
  ])('are not opened %s', async (_, change, rule) => {
    await does('admin', 'openRegion', { ...opened, name: '另一社区', code: '511902001998', validFrom: today }, region);
    const asked = { ...opened, name: '又一社区', code: null, validFrom: tomorrow, ...change };
    expect(await does('admin', 'openRegion', asked, region)).toMatchObject({ rule });
  });

  it('have a code of divisions or none, and the district stays', async () => {
    expect(await does('admin', 'openRegion', { ...opened, name: '码', code: '12', validFrom: today }, region)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'code',
    });
    const end = { regionId: district, expectedVersion: await versionOf(district, 'regions'), validTo: tomorrow };
    expect(await does('admin', 'changeRegion', end, region)).toMatchObject({ rule: 'directory.place' });
    const held = { regionId: township, expectedVersion: await versionOf(township, 'regions'), validTo: tomorrow };
    expect(await does('admin', 'changeRegion', held, region)).toMatchObject({ rule: 'directory.in-use' });
  });
});

describe('posts', () => {
  const handler = {
    officerId: 'newcomer',
    role: 'HANDLER',
    unitId: 'u-water',
    regionId: district,
    acting: false,
    validFrom: today,
  };

  beforeAll(async () => {
    for (const officerId of ['newcomer', 'somebody', 'twice', 'friend', 'first', 'second', 'backdated', 'thrice'])
      await does('admin', 'nameOfficer', { officerId, name: '钟铭' }, 'officer { id }');
  });

  it('are appended and ended from today on, and no key of whoever held one goes', async () => {
    const first = await does('admin', 'appendPost', handler, post);
    expect(first).toMatchObject({ code: null, data: { post: { validFrom: today, validTo: null }, proposal: null } });
    const postId = idOf(first, 'post');
    const before = world.district.standingOf('newcomer', world.clock.now());
    expect(before).toContain('unit:u-water@2026');
    const end = { postId, expectedVersion: await versionOf(postId, 'posts') };
    expect(await does('admin', 'endPost', { ...end, validTo: yesterday }, post)).toMatchObject({ rule: 'directory.dates' });
    expect(await does('admin', 'endPost', { ...end, validTo: today }, post)).toMatchObject({
      data: { post: { validTo: today } },
    });
    expect(world.district.standingOf('newcomer', world.clock.now())).toEqual(before);
    const later = world.clock.now() + 400 * 86_400_000;
    expect(world.district.standingOf('newcomer', later)).toEqual(expect.arrayContaining([...before]));
    expect(world.district.holders('u-water', 'HANDLER', later).map(({ personId }) => personId)).not.toContain('newcomer');
  });

  it.each([
    ['a lifetime ahead', { validFrom: '2126-03-02' }, 'directory.horizon'],
    ['to somebody nobody has heard of', { officerId: 'no-such' }, 'post.officer'],
    ['until before they begin', { validFrom: tomorrow, validTo: today }, 'directory.dates'],
    ['in a unit that is not there', { unitId: 'no-such' }, 'directory.place'],
    ['outside the unit’s region', { unitId: `u-${township}` }, 'directory.place'],
    ['of somebody who oversees in a department', { role: 'LETTERS_OFFICER' }, 'post.role'],
    ['with an office that the role does not have', { office: 'JUSTICE' }, 'post.role'],
    ['twice', { officerId: 'water.handler' }, 'post.held'],
  ])('are not appended %s', async (_, change, rule) => {
    expect(await does('admin', 'appendPost', { ...handler, officerId: 'somebody', ...change }, post)).toMatchObject({ rule });
  });

  it('are the office’s alone, and a repeated request gets the first outcome', async () => {
    expect((await does('auditor', 'appendPost', handler, post)).code).toBe('FORBIDDEN');
    const asked = { ...handler, officerId: 'twice', requestId: 'appended-once' };
    const first = await does('admin', 'appendPost', asked, post);
    expect(await does('admin', 'appendPost', asked, post)).toEqual(first);
    const query = '{ posts(officerId: "twice") { total edges { node { role unit { name } validFrom } } } }';
    expect((await world.officer('north-head').asks(query)).data).toMatchObject({ posts: { total: 1 } });
    expect((await world.anybody().asks(query)).code).toBe('UNAUTHENTICATED');
  });

  it('that end soon are listed, and what nobody has any more is vacant until somebody has it', async () => {
    const [held] = world.district.posts().filter(({ personId }) => personId === 'north-deputy');
    const of = { ...(held as NonNullable<typeof held>) };
    const ask = async () => {
      const query = `{ posts(endingBy: "${today}", first: 100) { edges { node { id } } } vacancies { edges { node { unit { id } role heldUntil next { id } } } } }`;
      const { data } = (await world.officer('admin').asks(query)) as { data: Record<string, { edges: { node: unknown }[] }> };
      return { ending: data['posts']?.edges.map(({ node }) => node), vacant: data['vacancies']?.edges.map(({ node }) => node) };
    };
    world.district.state({ post: { ...of, to: today } });
    expect(await ask()).toMatchObject({ ending: expect.arrayContaining([{ id: of.id }]), vacant: [] });
    world.district.state({ post: { ...of, to: yesterday } });
    const vacancy = { unit: { id: of.unitId }, role: of.role, heldUntil: yesterday };
    expect(await ask()).toMatchObject({
      ending: expect.not.arrayContaining([{ id: of.id }]),
      vacant: [{ ...vacancy, next: null }],
    });
    world.district.state({ post: { ...of, id: 'post.next', personId: 'successor', from: tomorrow } });
    expect(await ask()).toMatchObject({ vacant: [{ ...vacancy, next: { id: 'post.next' } }] });
    world.district.state({ post: { ...of, id: 'post.next', personId: 'successor', from: today } });
    expect(await ask()).toMatchObject({ vacant: [] });
    world.district.state({ post: of });
  });

  it('are one where two people append the same at once, before any copy has heard of it', async () => {
    const asked = { ...handler, reason, officerId: 'thrice' };
    const answers = await Promise.all(
      ['admin', 'other-admin', 'admin'].map((person) => world.officer(person).does('appendPost', asked, post)),
    );
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1);
    expect(await world.officer('admin').does('appendPost', asked, post)).toMatchObject({ rule: 'post.held' });
    heed();
    expect(world.district.postsOf('thrice')).toHaveLength(1);
  });

  it('change the past with the auditor alone, and no bar is lifted by it', async () => {
    const decide = async (person: string, postId: string, consents = true) =>
      does(person, 'decidePost', { postId, expectedVersion: await versionOf(postId, 'posts'), consents }, post);
    const begun = await does('admin', 'appendPost', { ...handler, officerId: 'backdated', validFrom: '2024-05-01' }, post);
    expect(begun).toMatchObject({ data: { post: null, proposal: { act: 'APPEND' } } });
    const postId = idOf(begun, 'proposal');
    for (const other of ['admin', 'other-admin', 'letters-1', 'inspector'])
      expect(await decide(other, postId), other).toMatchObject({ rule: 'post.second-person' });
    expect(await decide('auditor', postId)).toMatchObject({ data: { post: { validFrom: '2024-05-01' }, proposal: null } });
    const before = world.district.standingOf('backdated', world.clock.now());
    expect(before).toContain('unit:u-water@2026');

    const ending = { postId, expectedVersion: await versionOf(postId, 'posts'), validTo: '2024-12-31' };
    expect(await does('admin', 'endPost', ending, post)).toMatchObject({
      data: { post: { validTo: null }, proposal: { act: 'END' } },
    });
    expect(await decide('auditor', postId)).toMatchObject({ data: { post: { validTo: '2024-12-31' } } });
    expect(world.district.standingOf('backdated', world.clock.now())).toEqual(before);
    expect(
      world.district.holders('u-water', 'HANDLER', Date.parse('2025-06-01T04:00:00Z')).map(({ personId }) => personId),
    ).not.toContain('backdated');
  });
});

describe('posts in supervising bodies', () => {
  const inspector = {
    officerId: 'friend',
    role: 'DISCIPLINE_INSPECTOR',
    unitId: 'u-discipline',
    regionId: district,
    acting: false,
    validFrom: today,
  };
  const proposals = async (person: string) =>
    (await world.officer(person).asks('{ postProposals { total edges { node { id act role officer { id } reason } } } }')).data;
  const decide = async (person: string, postId: string, consents = true) =>
    does(person, 'decidePost', { postId, expectedVersion: await versionOf(postId, 'posts'), consents }, post);

  it('need a second person of that body, and neither who proposed it nor whose it is', async () => {
    const proposed = await does('admin', 'appendPost', inspector, post);
    expect(proposed).toMatchObject({ code: null, data: { post: null, proposal: { act: 'APPEND' } } });
    const postId = idOf(proposed, 'proposal');
    expect(world.district.postsOf('friend')).toEqual([]);
    expect(await proposals('inspector')).toMatchObject({
      postProposals: {
        total: 1,
        edges: [{ node: { id: postId, role: 'DISCIPLINE_INSPECTOR', officer: { id: 'friend' }, reason } }],
      },
    });
    for (const other of ['admin', 'other-admin', 'letters-1', 'auditor'])
      expect(await decide(other, postId), other).toMatchObject({ rule: 'post.second-person' });
    expect((await decide('north-head', postId)).code).toBe('FORBIDDEN');
    expect(await decide('inspector', postId)).toMatchObject({ data: { post: { officer: { id: 'friend' } }, proposal: null } });
    expect(world.district.postsOf('friend')).toMatchObject([{ id: postId, from: today }]);
    const acts = await changesFor('auditor', postId);
    expect(acts).toMatchObject([
      { act: 'CONSENTED', by: { id: 'inspector' } },
      { act: 'PROPOSED', by: { id: 'admin' } },
    ]);

    const ending = { postId, expectedVersion: await versionOf(postId, 'posts'), validTo: today };
    expect(await does('admin', 'endPost', ending, post)).toMatchObject({
      data: { post: { validTo: null }, proposal: { act: 'END' } },
    });
    expect(await decide('friend', postId)).toMatchObject({ rule: 'post.second-person' });
    const again = { ...ending, expectedVersion: await versionOf(postId, 'posts') };
    expect(await does('admin', 'endPost', again, post)).toMatchObject({ rule: 'post.waiting' });
    expect(await decide('inspector', postId, false)).toMatchObject({ data: { post: { validTo: null }, proposal: null } });
    expect(await decide('inspector', postId)).toMatchObject({ rule: 'post.proposal' });
    expect(world.district.postsOf('friend')).toMatchObject([{ to: null }]);
  });

  it('are consented to by who stands in where the body has nobody else; who proposed one takes it back', async () => {
    const past = { ...inspector, officerId: 'first', validFrom: yesterday };
    expect(await does('admin', 'appendPost', past, post)).toMatchObject({ rule: 'post.past' });
    const alone = { ...inspector, officerId: 'first', role: 'PERFORMANCE_OFFICER', unitId: 'u-political-legal' };
    for (const { id } of world.district.posts().filter(({ unitId }) => unitId === alone.unitId))
      world.district.state({
        post: { ...(world.district.post(id) as NonNullable<ReturnType<typeof world.district.post>>), to: yesterday },
      });
    const postId = idOf(await does('admin', 'appendPost', alone, post), 'proposal');
    expect(await decide('letters-1', postId)).toMatchObject({ rule: 'post.second-person' });
    expect(await decide('secretary', postId)).toMatchObject({ data: { post: { officer: { id: 'first' } } } });
    const twice = { ...alone, officerId: 'second' };
    const second = idOf(await does('admin', 'appendPost', twice, post), 'proposal');
    expect(await does('other-admin', 'appendPost', twice, post)).toMatchObject({ rule: 'post.waiting' });
    expect(await decide('other-admin', second, false)).toMatchObject({ rule: 'post.second-person' });
    expect(await decide('admin', second, false)).toMatchObject({ code: null, data: { post: null, proposal: null } });
    const anew = await does('other-admin', 'appendPost', twice, post);
    expect(idOf(anew, 'proposal')).toBe(second);
  });
});

describe('officers', () => {
  it('are named and named rightly, and the newest name is theirs', async () => {
    const name = async () => {
      const { data } = await world.officer('north-head').asks('{ officer(id: "water.head") { name posts { role } } }');
      return (data as { officer: { name: string } }).officer.name;
    };
    const begun = await name();
    const named = { officerId: 'water.head', name: '欧阳致远' };
    expect(await does('admin', 'nameOfficer', named, 'officer { id name }')).toMatchObject({
      data: { officer: { name: named.name } },
    });
    expect([begun === named.name, await name()]).toEqual([false, named.name]);
    await does('admin', 'nameOfficer', { ...named, name: '欧阳致和' }, 'officer { id }');
    expect(await name()).toBe('欧阳致和');
    expect(JSON.stringify(world.said('water.head'))).not.toContain('欧阳');
    expect((await does('auditor', 'nameOfficer', named, 'officer { id }')).code).toBe('FORBIDDEN');
  });

  it('are found by unit and role on a day', async () => {
    const query = '{ officers(unitId: "u-housing", role: HANDLER) { total edges { node { id } } } }';
    expect((await world.officer('north-head').asks(query)).data).toMatchObject({ officers: { total: 2 } });
    expect((await world.petitioner('zhang').asks(query)).code).toBe('FORBIDDEN');
  });
});

describe('units by name', () => {
  const found = async (name: string) => {
    const query = 'query($name: String) { units(name: $name, first: 50) { total edges { node { name } } } }';
    const { data } = await world.anybody().asks(query, { name });
    return (data as { units: { edges: { node: { name: string } }[] } }).units.edges.map(({ node }) => node.name);
  };

  it('are found by part of the name, whatever blanks and widths', async () => {
    expect(await found('区水')).toEqual(['巴州区水利局']);
    expect(await found(' 社会 保障　')).toEqual(['巴州区人力资源和社会保障局']);
    expect(await found('没有这个单位')).toEqual([]);
  });
});

test('what was heard of the directory was heard once', () => {
  const events: readonly EventEnvelope[] = world.said('*');
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});
