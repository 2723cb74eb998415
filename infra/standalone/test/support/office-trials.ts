import { demoPlace, officer } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

const admin = officer('leading-group.admin');
const auditor = officer('leading-group.auditor');
const why = { reason: '根据区委编办通知调整。' };
const long = ['reason', 1_001] as const;

/** One valid use of each mutation by which the office keeps its directory, on the day that the world begins. */
export const tryOffice = async (world: EmbeddedWorld, attempt: (trial: Trial) => Promise<void>): Promise<void> => {
  const today = new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const asks = async <Answer>(query: string): Promise<Answer> => (await world.raw(admin, query)).data as Answer;
  const newest = async () => {
    const query = '{ posts(unitId: "u-water", officerId: "newcomer") { edges { node { id version } } } }';
    return (await asks<{ posts: { edges: { node: { id: string; version: number } }[] } }>(query)).posts.edges[0]?.node;
  };
  const trial = { person: admin, oversized: long, forbidden: auditor };
  const unitVersion = async () => (await asks<{ unit: { version: number } }>('{ unit(id: "u-water") { version } }')).unit.version;
  const opened = { name: '区数据局', kind: 'DEPARTMENT', level: 'DISTRICT', regionId: '511902', parentId: 'u-leading-group' };
  await attempt({
    ...trial,
    mutation: 'openUnit',
    input: { ...opened, ...why, validFrom: today },
    again: 'directory.name-taken',
  });
  await attempt({
    ...trial,
    mutation: 'changeUnit',
    input: { unitId: 'u-water', expectedVersion: await unitVersion(), name: '巴州区水务局', ...why },
    again: 'directory.nothing',
    version: unitVersion,
  });
  const grid = { name: '第九网格', level: 'GRID', parentRegionId: demoPlace.village, validFrom: today };
  await attempt({ ...trial, mutation: 'openRegion', input: { ...grid, ...why }, again: 'directory.name-taken' });
  const villageVersion = async (): Promise<number> =>
    (await asks<{ region: { version: number } }>(`{ region(id: "${demoPlace.village}") { version } }`)).region.version;
  await attempt({
    ...trial,
    mutation: 'changeRegion',
    input: { regionId: demoPlace.village, expectedVersion: await villageVersion(), name: '北门新社区', ...why },
    again: 'directory.nothing',
    version: villageVersion,
  });
  await attempt({ ...trial, mutation: 'nameOfficer', input: { officerId: 'newcomer', name: '钟铭', ...why } });
  const post = { officerId: 'newcomer', role: 'HANDLER', unitId: 'u-water', regionId: '511902', acting: false, validFrom: today };
  await attempt({ ...trial, mutation: 'appendPost', input: { ...post, ...why }, again: 'post.held' });
  const { id: postId = '', version: expectedVersion = 0 } = (await newest()) ?? {};
  await attempt({
    ...trial,
    mutation: 'endPost',
    input: { postId, expectedVersion, validTo: today, ...why },
    again: 'directory.nothing',
    version: async () => (await newest())?.version ?? 0,
  });
  const overseeing = { ...post, role: 'LETTERS_OFFICER', unitId: 'u-letters', requestId: 'overseeing-post', ...why };
  await world.raw(admin, 'mutation($input: AppendPostInput!) { appendPost(input: $input) { position } }', { input: overseeing });
  const proposals = '{ postProposals { edges { node { id version } } } }';
  const [proposed] = (await asks<{ postProposals: { edges: { node: { id: string; version: number } }[] } }>(proposals))
    .postProposals.edges;
  await attempt({
    ...trial,
    mutation: 'decidePost',
    person: officer('letters.officer'),
    input: { postId: proposed?.node.id, expectedVersion: proposed?.node.version, consents: true, ...why },
    forbidden: officer('housing.head'),
    again: 'post.proposal',
    version: async () => (proposed?.node.version ?? 0) + 1,
  });
  const channel = {
    ...{ code: 'LOUDSPEAKER', nameZh: '坝坝会', nameEn: 'Courtyard meeting', hasPetitioner: true, machinesOnly: false },
    ...{ usedBy: ['GRID_WORKER'], asksFor: ['NAME'], validFrom: today, ...why },
  };
  await attempt({ ...trial, mutation: 'stateChannel', input: channel, again: 'directory.nothing' });
  const closing = { ...channel, requestId: 'closing-channel', validTo: today };
  await world.raw(admin, 'mutation($input: StateChannelInput!) { stateChannel(input: $input) { position } }', { input: closing });
  const { channelProposals } = await asks<{ channelProposals: { version: number }[] }>('{ channelProposals { version } }');
  const [closes] = channelProposals;
  await attempt({
    ...trial,
    mutation: 'decideChannel',
    person: officer('letters.officer'),
    input: { code: channel.code, expectedVersion: closes?.version, consents: true, ...why },
    forbidden: officer('housing.head'),
    again: 'channel.proposal',
    version: async () => (closes?.version ?? 0) + 1,
  });
  await attempt({
    ...trial,
    mutation: 'statePolicy',
    input: { basedOn: 1, effectiveFrom: today, orderWorkingDays: 4, ...why },
    again: 'policy.latest',
  });
  const tag = { code: 'FLOODED', nameZh: '洪涝', nameEn: 'Flood', validFrom: today, ...why };
  await attempt({ ...trial, mutation: 'stateTag', input: tag, again: 'directory.nothing' });
  await attempt({
    mutation: 'stateHolidays',
    person: admin,
    input: {
      year: 2028,
      daysOff: ['2028-01-03'],
      makeUpDays: ['2028-01-08'],
      provisional: false,
      source: '国办发明电〔2027〕1号',
      reason: '年度放假安排已公布。',
    },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    again: 'calendar.final',
  });
};
