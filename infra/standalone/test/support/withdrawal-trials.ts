import { cast, demoPlace, officer, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

const auditor = officer('leading-group.auditor');
const stranger: Person = { sub: 'petitioner-2', kind: 'PETITIONER' };

interface Seen {
  readonly version: number;
  readonly triage: { readonly version: number };
  readonly ledgerEntry: { readonly version: number } | null;
}

/** One valid use of each mutation by which a petitioner withdraws, contests a refusal, has his appeal split, comes again, or follows another. */
export const tryWithdrawal = async (world: EmbeddedWorld, attempt: (trial: Trial) => Promise<void>): Promise<void> => {
  let requests = 0;
  const does = async (person: Person, mutation: string, input: object, answer = 'position'): Promise<unknown> => {
    requests += 1;
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${answer} } }`;
    const { data, errors } = await world.raw(person, query, { input: { requestId: `withdraw-${requests}`, ...input } });
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    await world.settled();
    return data?.[mutation];
  };
  const submit = async (change: object = {}, petitioner = cast.petitioner): Promise<string> => {
    const input = { channel: 'WINDOW', regionId: demoPlace.village, text: '楼道堆放杂物,存在消防隐患。', ...change };
    const answer = await does(petitioner, 'submitAppeal', input, 'appeal { id }');
    return (answer as { readonly appeal: { readonly id: string } }).appeal.id;
  };
  const look = async (id: string): Promise<Seen> => {
    const query = 'query($id: ID!) { appeal(id: $id) { version triage { version } ledgerEntry { version } } }';
    return ((await world.raw(cast.lettersOfficer, query, { id })).data as { readonly appeal: Seen }).appeal;
  };
  const appealId = await submit();
  const version = async () => (await look(appealId)).version;
  const triageVersion = async (id = appealId) => (await look(id)).triage.version;
  const entryVersion = async (id: string) => (await look(id)).ledgerEntry?.version ?? 0;
  const request = { reason: '问题已自行解决。', setting: 'ON_PREMISES' };

  await attempt({
    mutation: 'withdrawAppeal',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await version(), ...request },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: stranger,
    again: 'withdrawal.open',
    version,
  });
  await attempt({
    mutation: 'takeBack',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await version(), act: 'WITHDRAWAL' },
    forbidden: auditor,
    blind: stranger,
    again: 'code.window',
    version,
  });
  await attempt({
    mutation: 'correctContact',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await version(), telephone: '13912345678', address: '东城街道二巷 3 号' },
    oversized: ['address', 201],
    forbidden: auditor,
    blind: stranger,
    version,
  });
  await attempt({
    mutation: 'chooseNotices',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await version(), choice: 'LETTER' },
    forbidden: auditor,
    blind: stranger,
    version,
  });
  await attempt({
    mutation: 'tagAppeal',
    person: cast.clerk,
    input: { appealId, expectedVersion: await version(), tags: ['SAFETY'] },
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'tags.same',
    version,
  });
  await does(cast.petitioner, 'withdrawAppeal', { appealId, expectedVersion: await version(), ...request });
  await attempt({
    mutation: 'callBackWithdrawal',
    person: cast.clerk,
    input: { appealId, expectedVersion: await version(), stands: true },
    forbidden: auditor,
    blind: officer('511902002.clerk'),
    again: 'withdrawal.none',
    version,
  });
  await world.settled();
  const decision = { accepts: true, reason: '系本人意愿,同意撤回。' };
  await attempt({
    mutation: 'decideWithdrawalInReview',
    person: cast.villageReviewer,
    input: { appealId, expectedVersion: await triageVersion(), ...decision },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'triage.stage',
    version: triageVersion,
  });

  const second = await submit();
  await does(cast.villageReviewer, 'passScreening', { appealId: second, expectedVersion: await triageVersion(second) });
  await attempt({
    mutation: 'remindPanel',
    person: cast.lettersReviewer,
    input: { appealId: second },
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'triage.reminded',
  });
  for (const person of [cast.lettersReviewer, cast.justiceReviewer])
    await does(person, 'recordOpinion', { appealId: second, reasonableness: 'REASONABLE', text: '属实。' });
  await does(cast.lettersReviewer, 'assessAppeal', {
    appealId: second,
    expectedVersion: await triageVersion(second),
    reasonableness: 'REASONABLE',
    category: 'RESOLUTION',
    subject: '城乡建设/城市建设和市政管理',
    level: 'TOWNSHIP',
    grade: 'D1',
    proposedUnitId: `u-${demoPlace.township}`,
  });
  const { version: expectedVersion } = await look(second);
  await does(cast.petitioner, 'withdrawAppeal', {
    appealId: second,
    expectedVersion,
    reason: '已与邻居商定清理。',
    setting: 'OWN_ACCORD',
  });
  await attempt({
    mutation: 'decideWithdrawal',
    person: cast.head,
    input: { appealId: second, expectedVersion: await entryVersion(second), ...decision },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: officer('511902002.head'),
    again: 'withdrawal.none',
    version: () => entryVersion(second),
  });

  const third = await submit();
  const thirdVersion = () => triageVersion(third);
  await does(cast.villageReviewer, 'dismissAppeal', {
    appealId: third,
    expectedVersion: await thirdVersion(),
    ground: 'FALSE',
    explanation: '经现场查看,没有这种情况。',
  });
  await attempt({
    mutation: 'contestDismissal',
    person: cast.petitioner,
    input: { appealId: third, expectedVersion: await thirdVersion(), reason: '杂物是检查当天才搬走的。' },
    oversized: ['reason', 2_001],
    forbidden: auditor,
    blind: stranger,
    again: 'contest.once',
    version: thirdVersion,
  });
  await attempt({
    mutation: 'decideContest',
    person: cast.lettersReviewer,
    input: { appealId: third, expectedVersion: await thirdVersion(), upholds: false, explanation: '再次查看,仍无此情况。' },
    oversized: ['explanation', 2_001],
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'triage.stage',
    version: thirdVersion,
  });

  const mixed = await submit({ accusedUnitIds: ['u-housing'] });
  const mixedVersion = async () => (await look(mixed)).version;
  await attempt({
    mutation: 'splitAppeal',
    person: cast.lettersOfficer,
    input: {
      appealId: mixed,
      expectedVersion: await mixedVersion(),
      complaintText: '住建部门工作人员推诿收费。',
      ordinaryText: '楼道堆放杂物,请清理。',
    },
    oversized: ['ordinaryText', 4_001],
    forbidden: cast.inspector,
    blind: auditor,
    again: 'split.open',
    version: mixedVersion,
  });
  await attempt({
    mutation: 'decideSplit',
    person: cast.petitioner,
    input: { appealId: mixed, expectedVersion: await mixedVersion(), approves: false, reason: '应作为一件办理。' },
    oversized: ['reason', 1_001],
    forbidden: cast.inspector,
    blind: stranger,
    again: 'split.none',
    version: mixedVersion,
  });

  const earlierId = await submit();
  world.clock.set(world.clock.now() + 60_000);
  const repeating = await submit();
  const repeatVersion = async () => (await look(repeating)).version;
  await attempt({
    mutation: 'decideRepeat',
    person: cast.clerk,
    input: { appealId: repeating, expectedVersion: await repeatVersion(), earlierId, isRepeat: true },
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'repeat.linked',
    version: repeatVersion,
  });

  const follower = await submit({}, stranger);
  const followerVersion = () => triageVersion(follower);
  const joining = { appealId: follower, expectedVersion: await followerVersion(), followsId: earlierId };
  await does(cast.villageReviewer, 'passScreening', joining);
  await attempt({
    mutation: 'endFollowing',
    person: cast.lettersReviewer,
    input: { appealId: follower, expectedVersion: await followerVersion(), reason: '系另一栋楼的楼道。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: officer('511902002001.reviewer'),
    again: 'triage.follows-none',
    version: followerVersion,
  });
};
