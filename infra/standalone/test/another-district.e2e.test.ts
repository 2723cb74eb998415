// Promise: another district runs from its files alone: one appeal goes there from submission to closing, nothing of the demonstration
// district is in it, and the files are loaded again without a change, or with what was changed in them.
import { fileURLToPath } from 'node:url';
import { loadDistrict, readDistrict } from '@daqidi/assignment';
import { ListChannelsDocument, ListTagsDocument, VersionsDocument } from '@daqidi/schemas/operations';
import { playAppeal, troupeOf } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';

const files = fileURLToPath(new URL('../../../../examples/qingxi', import.meta.url));
const district = readDistrict(files);
const troupe = troupeOf(district);
const { cast } = troupe;

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld({ district, followsSeed: true });
});
afterAll(() => world.stop());

const anybody = { sub: 'anybody', kind: 'ANONYMOUS' } as const;
const admin = { sub: 'group-admin', kind: 'OFFICER' } as const;
const load = () => loadDistrict(world.embedded.platform.assignment.tools, district);
const changes = async (about: string) => {
  const query = 'query($about: ID) { directoryChanges(about: $about) { edges { node { kind by { id } reason } } } }';
  const { data } = await world.raw(admin, query, { about });
  return (data as { directoryChanges: { edges: { node: object }[] } }).directoryChanges.edges.map(({ node }) => node);
};

test('an appeal goes from submission to closing, with its overdue clock and its order', async () => {
  const stages: string[] = [];
  const narrate = ({ stage }: { readonly stage: string }) => void stages.push(stage);
  const id = await playAppeal(world, { run: 'qingxi', narrate, troupe, overdueAt: '2026-04-15T02:00:00.000Z' });
  expect(stages.at(-1)).toBe('CLOSED');
  const { appeal } = await world.ask(cast.clerk, VersionsDocument, { id });
  expect(appeal?.stage).toBe('CLOSED');
  const { data } = await world.raw(cast.petitioner, 'query($id: ID!) { appeal(id: $id) { unifiedCode region { name } } }', {
    id,
  });
  expect(data).toMatchObject({
    appeal: { unifiedCode: expect.stringMatching(/^990101-20260302-\d{7}-.$/), region: { name: '石桥社区' } },
  });
});

test('its channels and its policy numbers are its own, and no place is another’s', async () => {
  const { channels } = await world.ask(anybody, ListChannelsDocument, {});
  expect(channels.map(({ code }) => code)).toContain('MARKET_DAY');
  const query =
    '{ policyNumbers { screeningWorkingDays } regions(first: 100) { total edges { node { id } } } units(first: 100) { total edges { node { id name } } } }';
  const { data } = await world.raw(anybody, query);
  expect(data).toMatchObject({ policyNumbers: { screeningWorkingDays: 1 }, regions: { total: 20 }, units: { total: 23 } });
  expect(JSON.stringify(data)).not.toMatch(/511902|巴州/);
});

test('its tags are its own, and one that is named anew keeps its code', async () => {
  const listed = async () => (await world.ask(admin, ListTagsDocument, {})).tags.map(({ code, nameZh }) => `${code} ${nameZh}`);
  expect(await listed()).toEqual(['ENVIRONMENT 环境卫生', 'FLOOD 防汛', 'LEGACY 历史遗留', 'LIVELIHOOD 民生服务']);
  const named = (tag: (typeof district.tags)[number]) => (tag.code === 'FLOOD' ? { ...tag, nameZh: '防汛抗旱' } : tag);
  const changed = () => loadDistrict(world.embedded.platform.assignment.tools, { ...district, tags: district.tags.map(named) });
  expect(await changed()).toEqual({ begun: false, changes: 1 });
  expect(await changed()).toEqual({ begun: false, changes: 0 });
  await world.settled();
  expect(await listed()).toContain('FLOOD 防汛抗旱');
  expect(await changes('FLOOD')).toMatchObject([{ kind: 'TAG', by: { id: 'system:operator' } }]);
});

test('the same files change nothing; a changed row is appended, with its trace', async () => {
  expect(await load()).toEqual({ begun: false, changes: 0 });
  const units = district.units.map((unit) => (unit.id === 'qx-water' ? { ...unit, name: '青溪区水务局' } : unit));
  const officers = district.officers.map((each) => (each.id === 'water-head' ? { ...each, name: '丘处安' } : each));
  const changed = () => loadDistrict(world.embedded.platform.assignment.tools, { ...district, units, officers });
  expect(await changed()).toEqual({ begun: false, changes: 2 });
  expect(await changed()).toEqual({ begun: false, changes: 0 });
  await world.settled();
  expect((await world.raw(anybody, '{ unit(id: "qx-water") { name } }')).data).toEqual({ unit: { name: '青溪区水务局' } });
  expect(await changes('qx-water')).toMatchObject([
    { kind: 'UNIT', by: { id: 'system:operator' }, reason: expect.stringContaining('名录文件') },
  ]);
  expect((await world.raw(admin, '{ officer(id: "water-head") { name } }')).data).toEqual({ officer: { name: '丘处安' } });
  // The row as it was first is older than what came after it.
  expect(await load()).toEqual({ begun: false, changes: 0 });
});

test('what the office has changed since stays, whatever the files say again', async () => {
  const { data } = await world.raw(admin, '{ posts(officerId: "water-handler") { edges { node { id version } } } }');
  const { node } = (data as { posts: { edges: { node: { id: string; version: number } }[] } }).posts.edges[0] ?? {};
  const input = {
    requestId: 'ended-by-office',
    postId: node?.id,
    expectedVersion: node?.version,
    validTo: '2026-06-30',
    reason: '调离。',
  };
  const mutation = 'mutation($input: EndPostInput!) { endPost(input: $input) { post { validTo } } }';
  expect((await world.raw(admin, mutation, { input })).data).toEqual({ endPost: { post: { validTo: '2026-06-30' } } });
  await world.settled();
  expect(await load()).toEqual({ begun: false, changes: 0 });
});

test.each([
  ['another district', () => smallSeed(), 'other-district'],
  [
    'a post that begins in the past',
    () => ({ ...district, posts: [...district.posts, { ...post(), id: 'new', from: '2021-01-01' }] }),
    'past',
  ],
  [
    'a post given to somebody else',
    () => ({ ...district, posts: district.posts.map((each) => (each.id === post().id ? { ...each, personId: 'x' } : each)) }),
    'fixed',
  ],
  [
    'a post in a supervising body',
    () => ({
      ...district,
      posts: [...district.posts, { ...post(), id: 'new', unitId: 'qx-letters', role: 'LETTERS_OFFICER', from: '2027-01-01' }],
    }),
    'second-person',
  ],
  [
    'a unit under another one',
    () => ({
      ...district,
      units: district.units.map((unit) => (unit.id === 'qx-police' ? { ...unit, parentId: 'qx-water' } : unit)),
    }),
    'fixed',
  ],
  [
    'a tag that held from another day on',
    () => ({ ...district, tags: district.tags.map((tag) => ({ ...tag, validFrom: '2021-02-01' })).slice(0, 1) }),
    'fixed',
  ],
  [
    'a policy version that says something else',
    () => ({ ...district, policies: district.policies.map((each) => ({ ...each, orderWorkingDays: 9 })) }),
    'fixed',
  ],
] as const)('%s is refused, and nothing is written', async (_, changed, code) => {
  const loading = loadDistrict(world.embedded.platform.assignment.tools, changed());
  await expect(loading).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  expect(await load()).toEqual({ begun: false, changes: 0 });
});

const post = () => {
  const found = district.posts.find(({ personId }) => personId === 'housing-handler');
  if (found === undefined) throw new Error('the example has lost a post');
  return found;
};
