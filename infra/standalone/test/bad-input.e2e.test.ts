// Proves: for every mutation, bad input gets the right code and changes nothing; a retry gets the first outcome.
import { ListOrdersDocument, VersionsDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, officer, type Person } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { apiSchema } from './support/api-schema.js';
import { createBattery, type Trial } from './support/battery.js';
import { tryDesk } from './support/desk-trials.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { tryOffice } from './support/office-trials.js';
import { tryPlan, tryReuse } from './support/plan-trials.js';
import { tryPublication } from './support/publication-trials.js';
import { tryRequests } from './support/request-trials.js';
import { trySuggestion } from './support/suggestion-trials.js';
import { tryTracks } from './support/track-trials.js';
import { tryWithdrawal } from './support/withdrawal-trials.js';

const { village } = demoPlace;
const stranger: Person = { sub: 'petitioner-2', kind: 'PETITIONER' };
// The second township's people hold the same roles elsewhere.
const elsewhere = {
  reviewer: officer('511902002001.reviewer'),
  letters: officer('511902002.letters'),
  clerk: officer('511902002.clerk'),
  handler: officer('511902002.handler'),
  head: officer('511902002.head'),
};
const housing = { handler: officer('housing.handler'), deputy: officer('housing.deputy'), head: officer('housing.head') };
const admin = officer('leading-group.admin');
const auditor = officer('leading-group.auditor');

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

test('every mutation refuses what it must, and changes nothing by it', async () => {
  const tried = new Set<string>();
  const battery = createBattery(world, 'bad');
  const attempt = async (trial: Trial): Promise<void> => {
    tried.add(trial.mutation);
    await battery(trial);
  };
  const submission = {
    channel: 'WINDOW',
    regionId: village,
    text: '路灯坏了半个月没有人修。',
    petitioner: { telephone: '0827-5223456' },
  };
  await attempt({
    mutation: 'submitAppeal',
    person: cast.petitioner,
    input: submission,
    oversized: ['text', 4_001],
    forbidden: admin,
  });

  const find = async (): Promise<string> => {
    const { data } = await world.raw(cast.petitioner, '{ cases { edges { node { id } } } }');
    return (data as { cases: { edges: { node: { id: string } }[] } }).cases.edges[0]?.node.id ?? '';
  };
  const appealId = await find();
  const { data } = await world.raw(
    cast.petitioner,
    'mutation($input: SubmitAppealInput!) { submitAppeal(input: $input) { appeal { id } receipt { queryCode } } }',
    {
      input: { ...submission, requestId: 'second-appeal' },
    },
  );
  const second = (data as { submitAppeal: { appeal: { id: string }; receipt: { queryCode: string } } }).submitAppeal;
  await world.settled();

  const look = async (id = appealId) => (await world.ask(cast.lettersOfficer, VersionsDocument, { id })).appeal;
  const appealVersion = async () => (await look())?.version ?? 0;
  const triageVersion = async () => (await look())?.triage?.version ?? 0;
  const entryVersion = async () => (await look())?.ledgerEntry?.version ?? 0;
  const inTriage = async () => ({ appealId, expectedVersion: await triageVersion() });
  const inLedger = async () => ({ appealId, expectedVersion: await entryVersion() });
  const digest = async () => (await look())?.ledgerEntry?.result?.digest ?? '';
  const act = async (person: Person, mutation: string, input: Record<string, unknown>) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await world.raw(person, `mutation($input: ${type}!) { ${mutation}(input: $input) { position } }`, {
      input: { requestId: `act-${mutation}-${await entryVersion()}`, ...input },
    });
    expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined();
    await world.settled();
  };

  await attempt({
    mutation: 'supplementAppeal',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await appealVersion(), text: '补充:共有三盏。' },
    oversized: ['text', 4_001],
    forbidden: auditor,
    blind: stranger,
  });
  await attempt({
    mutation: 'viewPetitioner',
    person: cast.clerk,
    input: { appealId, purpose: '电话核实情况' },
    oversized: ['purpose', 501],
    forbidden: auditor,
    blind: elsewhere.clerk,
    shows: true,
  });
  await attempt({
    mutation: 'replaceQueryCode',
    person: cast.clerk,
    input: { appealId, expectedVersion: await appealVersion(), telephone: '0827-5223456' },
    forbidden: auditor,
    blind: elsewhere.clerk,
  });
  await attempt({
    mutation: 'findPetitioner',
    person: cast.clerk,
    input: { purpose: '核对来电人的诉求', telephone: '0827-5223456' },
    oversized: ['purpose', 501],
    forbidden: auditor,
  });
  await attempt({
    mutation: 'dismissAppeal',
    person: cast.villageReviewer,
    input: {
      appealId: second.appeal.id,
      expectedVersion: (await look(second.appeal.id))?.triage?.version,
      ground: 'OUT_OF_SCOPE',
      explanation: '已由市级部门受理,已向您说明。',
    },
    oversized: ['explanation', 2_001],
    forbidden: auditor,
    blind: elsewhere.reviewer,
    again: 'triage.stage',
    version: async () => (await look(second.appeal.id))?.triage?.version ?? 0,
  });
  await attempt({
    mutation: 'passScreening',
    person: cast.villageReviewer,
    input: await inTriage(),
    forbidden: auditor,
    blind: elsewhere.reviewer,
    again: 'triage.stage',
    version: triageVersion,
  });
  await attempt({
    mutation: 'recordOpinion',
    person: cast.lettersReviewer,
    input: { appealId, reasonableness: 'REASONABLE', text: '属实。' },
    oversized: ['text', 2_001],
    forbidden: auditor,
    blind: elsewhere.letters,
    again: 'triage.opinion-once',
  });
  await act(cast.justiceReviewer, 'recordOpinion', { appealId, reasonableness: 'REASONABLE', text: '同意。' });
  const verdict = async () => ({
    ...(await inTriage()),
    reasonableness: 'PARTLY_REASONABLE',
    reasonablePart: '路灯维修部分合理。',
    differingReason: '其余部分已有其他渠道处理。',
    category: 'SUGGESTION',
    subject: '城乡建设/城市建设和市政管理',
    level: 'DISTRICT',
    grade: 'D1',
    proposedUnitId: 'u-housing',
  });
  await act(cast.lettersReviewer, 'assessAppeal', await verdict());
  await attempt({
    mutation: 'refuseVerdict',
    person: cast.head,
    input: { ...(await inTriage()), reason: '请按多数意见重新研究。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: elsewhere.head,
    again: 'triage.proposal',
    version: triageVersion,
  });
  await attempt({
    mutation: 'assessAppeal',
    person: cast.lettersReviewer,
    input: await verdict(),
    oversized: ['reasonablePart', 1_001],
    forbidden: auditor,
    blind: elsewhere.letters,
  });
  await attempt({
    mutation: 'approveVerdict',
    person: cast.head,
    input: await inTriage(),
    forbidden: auditor,
    blind: elsewhere.head,
    again: 'triage.proposal',
    version: triageVersion,
  });
  await attempt({
    mutation: 'assignEntry',
    person: cast.lettersOfficer,
    input: { ...(await inLedger()), unitId: 'u-housing' },
    forbidden: auditor,
    blind: stranger,
    again: 'entry.stage',
    version: entryVersion,
  });
  await attempt({
    mutation: 'acceptEntry',
    person: housing.handler,
    input: await inLedger(),
    forbidden: auditor,
    blind: elsewhere.handler,
    again: 'entry.stage',
    version: entryVersion,
  });
  // The unit has no second handler who could be named.
  tried.add('nameHandler');
  const naming = async (person: Person, handlerId: string) => {
    const input = { requestId: `name-${person.sub}-${handlerId}`, ...(await inLedger()), handlerId };
    const { errors } = await world.raw(
      person,
      'mutation($input: NameHandlerInput!) { nameHandler(input: $input) { position } }',
      { input },
    );
    const { code, rule } = errors?.[0]?.extensions ?? {};
    return rule ?? code;
  };
  expect(await naming(housing.head, 'nobody')).toBe('entry.named-handler');
  expect(await naming(housing.head, housing.handler.sub)).toBe('entry.named-handler');
  expect(await naming(auditor, housing.handler.sub)).toBe('FORBIDDEN');
  expect(await naming(elsewhere.head, housing.handler.sub)).toBe('NOT_FOUND');
  const asked = { entry: inLedger, handler: housing.handler, forbidden: auditor, blind: elsewhere.handler };
  await tryRequests({ ...asked, now: world.clock.now() }, attempt);
  await tryPlan(asked, attempt);
  await attempt({
    mutation: 'recordProgress',
    person: housing.handler,
    input: { ...(await inLedger()), text: '已派单维修。' },
    oversized: ['text', 2_001],
    forbidden: auditor,
    blind: elsewhere.handler,
  });
  await world.passTime?.('2026-04-15T02:00:00.000Z');
  const { supervisionOrders } = await world.ask(cast.lettersOfficer, ListOrdersDocument, { first: 10, status: 'ISSUED' });
  const order = supervisionOrders.edges.map(({ node }) => node).find(({ unit }) => unit !== null);
  invariant(order !== undefined, 'the overdue clock raised an order to the unit');
  const orderVersion = async () =>
    (await world.ask(cast.lettersOfficer, ListOrdersDocument, { first: 10 })).supervisionOrders.edges.find(
      ({ node }) => node.id === order.id,
    )?.node.version ?? 0;
  await attempt({
    mutation: 'answerOrder',
    person: housing.handler,
    input: { orderId: order.id, expectedVersion: order.version, text: '材料已到位,本周内修复。' },
    oversized: ['text', 2_001],
    forbidden: auditor,
    blind: elsewhere.handler,
    again: 'order.status',
    version: orderVersion,
  });
  await attempt({
    mutation: 'concludeOrder',
    person: cast.lettersOfficer,
    input: { orderId: order.id, expectedVersion: await orderVersion() },
    forbidden: auditor,
    blind: elsewhere.head,
    again: 'order.status',
    version: orderVersion,
  });
  const proposal = { outcome: 'ADOPTED', text: '三盏路灯均已更换并点亮。' };
  await attempt({
    mutation: 'proposeResult',
    person: housing.handler,
    input: { ...(await inLedger()), ...proposal },
    oversized: ['text', 4_001],
    forbidden: auditor,
    blind: elsewhere.handler,
    again: 'entry.stage',
    version: entryVersion,
  });
  await attempt({
    mutation: 'recordContactAttempt',
    person: cast.clerk,
    input: { ...(await inLedger()), means: 'TELEPHONE' },
    forbidden: auditor,
    blind: elsewhere.clerk,
  });
  await attempt({
    mutation: 'refuseResult',
    person: cast.petitioner,
    input: { ...(await inLedger()), digest: await digest(), reason: '还有一盏不亮。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: stranger,
    again: 'entry.stage',
    version: entryVersion,
  });
  await act(housing.handler, 'proposeResult', { ...(await inLedger()), ...proposal });
  await attempt({
    mutation: 'fillPetitionerSlot',
    person: cast.clerk,
    input: {
      ...(await inLedger()),
      digest: await digest(),
      form: 'PROXY',
      proxy: { name: '王小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' },
      satisfaction: 'SATISFIED',
    },
    forbidden: auditor,
    blind: elsewhere.clerk,
    again: 'countersign.turn',
    version: entryVersion,
  });
  await act(housing.deputy, 'refuseResult', { ...(await inLedger()), digest: await digest(), reason: '缺少现场照片。' });
  await act(housing.handler, 'proposeResult', { ...(await inLedger()), ...proposal });
  await attempt({
    mutation: 'confirmResult',
    person: cast.petitioner,
    input: { ...(await inLedger()), digest: await digest(), satisfaction: 'SATISFIED' },
    forbidden: auditor,
    blind: stranger,
    again: 'countersign.turn',
    version: entryVersion,
  });
  await attempt({
    mutation: 'countersign',
    person: housing.deputy,
    input: { ...(await inLedger()), digest: await digest() },
    forbidden: auditor,
    blind: elsewhere.head,
    again: 'countersign.turn',
    version: entryVersion,
  });
  await act(housing.head, 'countersign', { ...(await inLedger()), digest: await digest() });
  await tryReuse({ entry: inLedger, forbidden: auditor, blind: stranger }, attempt);
  await tryPublication(world, appealId, attempt);
  await attempt({
    mutation: 'evaluateAppeal',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await appealVersion(), satisfaction: 'DISSATISFIED', reason: '等得太久。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: stranger,
    again: 'intake.evaluated',
    version: appealVersion,
  });
  await attempt({
    mutation: 'reportNotSolved',
    person: cast.petitioner,
    input: { appealId, expectedVersion: await appealVersion(), reason: '第三盏灯又不亮了。' },
    oversized: ['reason', 2_001],
    forbidden: auditor,
    blind: stranger,
    again: 'unsolved.once',
    version: appealVersion,
  });
  await attempt({
    mutation: 'decideReopening',
    person: cast.lettersOfficer,
    input: { ...(await inLedger()), reopens: true, reason: '情况属实,重新办理。' },
    oversized: ['reason', 1_001],
    forbidden: auditor,
    blind: stranger,
    again: 'reopening.none',
    version: entryVersion,
  });

  await trySuggestion(world, { appealId, handler: housing.handler, stranger }, attempt);
  await tryOffice(world, attempt);
  const { data: secret } = await world.raw(
    cast.petitioner,
    'mutation($input: SubmitAppealInput!) { submitAppeal(input: $input) { appeal { id } } }',
    { input: { ...submission, requestId: 'secret-appeal', accusedUnitIds: ['u-housing'] } },
  );
  const secretId = (secret as { submitAppeal: { appeal: { id: string } } }).submitAppeal.appeal.id;
  await world.settled();
  const overseen = async () => {
    const query = 'query($id: ID!) { appeal(id: $id) { supervision { oversight { version } } } }';
    const { data: seen } = await world.raw(cast.lettersOfficer, query, { id: secretId });
    return (seen as { appeal: { supervision: { oversight: { version: number } } } }).appeal.supervision.oversight.version;
  };
  await attempt({
    mutation: 'addAccused',
    person: cast.lettersOfficer,
    input: { appealId: secretId, expectedVersion: await overseen(), unitIds: ['u-transport'] },
    blind: auditor,
    again: 'accused.known',
    version: overseen,
  });
  await attempt({
    mutation: 'declareConflict',
    person: auditor,
    input: { appealId, ground: 'RELATIVE', reason: '诉求人是我的近亲属。' },
    oversized: ['reason', 501],
    blind: stranger,
    again: 'case.recused',
  });
  await tryTracks(world, secretId, attempt);
  await tryWithdrawal(world, attempt);
  await tryDesk(world, attempt, tried);

  const mutations = Object.keys((await apiSchema(world)).getMutationType()?.getFields() ?? {});
  const untried = mutations.filter((name) => !tried.has(name));
  expect(untried, 'every mutation was tried').toStrictEqual([]);
});
