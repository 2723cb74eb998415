// Promise: a RESOLUTION that takes longer has a plan (一人一策) before its result; a change says why, every version stays readable, and the
// petitioner reads it, by account and by query code.
import { assigned, handled, type LedgerWorld, openLedgerWorld, queryCode, result, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const step = (dueOn: string, change: object = {}) => ({
  text: '请供电公司勘查线路。',
  dueOn,
  officerId: 'north-handler',
  ...change,
});
const plans = (appealId: string, steps: readonly object[], reason?: string, person = 'north-handler') =>
  world.officer(person).does('statePlan', { appealId, steps, ...(reason === undefined ? {} : { reason }) });
const finishes = (appealId: string, number: number, person = 'north-handler') =>
  world.officer(person).does('reportStepDone', { appealId, step: number, report: '已完成勘查并出具报告。' });
const shown = 'number round reason steps { step text dueOn officer { id } doneAt report late }';
const read = async (appealId: string, who = world.petitioner('zhang')) => {
  const query = `query($id: ID!) { ledgerEntry(id: $id) { plan { ${shown} } plans { total edges { node { ${shown} } } } } }`;
  const { data } = await who.asks(query, { id: appealId });
  const { plan, plans: versions } = (data as { ledgerEntry: { plan: unknown; plans: { edges: { node: unknown }[] } } })
    .ledgerEntry;
  return { plan, versions: versions.edges.map(({ node }) => node) };
};

it('is stated by the handler, changed with a reason while what is done stays, and every version is read by the petitioner', async () => {
  const appealId = await handled(world);
  expect(
    await plans(appealId, [step('2026-03-04'), step('2026-03-10', { text: '更换电缆。', officerId: 'north-deputy' })]),
  ).toMatchObject({
    code: null,
  });
  expect(await finishes(appealId, 1)).toMatchObject({ code: null });
  expect(await finishes(appealId, 1)).toMatchObject({ rule: 'plan.step' });
  expect(await plans(appealId, [step('2026-03-12')])).toMatchObject({ rule: 'plan.reason' });
  expect(await plans(appealId, [step('2026-03-12', { text: '改由物业更换电缆。' })], '供电公司排期推后。')).toMatchObject({
    code: null,
  });
  expect(await finishes(appealId, 2)).toMatchObject({ rule: 'plan.step' });
  const first = {
    step: 1,
    text: '请供电公司勘查线路。',
    doneAt: '2026-03-02T02:00:00.000Z',
    report: '已完成勘查并出具报告。',
    late: false,
  };
  const { plan, versions } = await read(appealId);
  expect(plan).toMatchObject({
    number: 2,
    round: 1,
    reason: '供电公司排期推后。',
    steps: [first, { step: 3, text: '改由物业更换电缆。', dueOn: '2026-03-12', doneAt: null }],
  });
  expect(versions).toMatchObject([
    { number: 2, steps: [{ step: 3 }] },
    { number: 1, reason: null, steps: [first, { step: 2, text: '更换电缆。', officer: { id: 'north-deputy' }, doneAt: null }] },
  ]);
  expect(await read(appealId, world.officer('auditor'))).toMatchObject({
    plan: { reason: null, steps: [{ text: null, report: null }, {}] },
  });
  expect(JSON.stringify(world.said(appealId))).not.toMatch(/电缆|勘查|排期/);
});

it('is shown at its step of the timeline to whoever holds the query code, and to nobody else', async () => {
  const appealId = await handled(world);
  await plans(appealId, [step('2026-03-04')]);
  const { id } = world.said(appealId).findLast(({ type }) => type === 'PlanStated') ?? {};
  const query =
    'query($of: [_Any!]!) { _entities(representations: $of) { ... on TimelineEntry { plan { number steps { text } } } } }';
  const asks = async (code: string, who = world.anybody(), at = id) => {
    const of = [{ __typename: 'TimelineEntry', id: at, step: `${appealId} PlanStated ${code}` }];
    return ((await who.asks(query, { of })).data as { _entities: { plan: unknown }[] })._entities[0]?.plan;
  };
  const plan = { number: 1, steps: [{ text: '请供电公司勘查线路。' }] };
  expect(await asks(queryCode.code)).toEqual(plan);
  expect(await asks('0000-0000-0000-0000')).toBeNull();
  expect(await asks('')).toBeNull();
  expect(await asks('', world.petitioner('zhang'))).toEqual(plan);
  expect(await asks(queryCode.code, world.anybody(), 'no-such-step')).toBeNull();
});

it('has 1 to 20 open steps, days to come, and people who work on the case', async () => {
  const appealId = await handled(world);
  expect(await plans(appealId, [])).toMatchObject({ rule: 'plan.steps' });
  expect(
    await plans(
      appealId,
      Array.from({ length: 21 }, () => step('2026-03-04')),
    ),
  ).toMatchObject({ rule: 'plan.steps' });
  expect(await plans(appealId, [step('2026-03-01')])).toMatchObject({ rule: 'plan.date' });
  expect(await plans(appealId, [step('2029-03-03')])).toMatchObject({ rule: 'plan.date' });
  for (const officerId of ['south-handler', 'north-1', 'zhang'])
    expect(await plans(appealId, [step('2026-03-04', { officerId })])).toMatchObject({ rule: 'plan.officer' });
  expect(await plans(appealId, [step('2026-03-04', { text: '短' })])).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await plans(appealId, [step('2026-03-04')], undefined, 'north-deputy')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await plans(appealId, [step('2026-03-04')], undefined, 'south-handler')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await plans(await assigned(world), [step('2026-03-04')])).toMatchObject({ rule: 'entry.stage' });
  const suggestion = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', suggestion);
  await world.hears('triage', 'AppealAssessed', suggestion, { category: 'SUGGESTION' });
  await world.officer('north-handler').does('acceptEntry', { appealId: suggestion });
  expect(await plans(suggestion, [step('2026-03-04')])).toMatchObject({ rule: 'plan.category' });
});

it('comes before the result of whatever takes more than the policy’s days, except where only an explanation is owed', async () => {
  const [appealId, quick, owed] = [await handled(world), await handled(world), world.newAppeal()];
  await world.hears('intake', 'AppealSubmitted', owed);
  await world.hears('triage', 'AppealAssessed', owed, { reasonableness: 'UNREASONABLE' });
  await world.officer('north-handler').does('acceptEntry', { appealId: owed });
  const proposes = (id: string, outcome = 'SOLVED') =>
    world.officer('north-handler').does('proposeResult', { appealId: id, ...result, outcome });
  await world.until('2026-03-09T15:59:00.000Z');
  expect(await proposes(quick)).toMatchObject({ code: null });
  await world.until('2026-03-09T16:01:00.000Z');
  expect(await proposes(appealId)).toMatchObject({ rule: 'plan.missing' });
  expect(await proposes(owed, 'EXPLAINED')).toMatchObject({ code: null });
  await plans(appealId, [step('2026-03-12')]);
  expect(await proposes(appealId)).toMatchObject({ code: null });
  expect(typesSaid(world, appealId)).toContain('PlanStated');
});

it('lists what has an open step due, the handler’s own, and shows what is late', async () => {
  const [soon, later] = [await handled(world), await handled(world)];
  await plans(soon, [step('2026-03-27'), step('2026-03-11')]);
  await plans(later, [step('2026-03-17')]);
  const due = async (before: string, handlerId = 'north-handler') => {
    const query =
      'query($before: Date, $handlerId: ID) { ledger(planDueBefore: $before, handlerId: $handlerId) { total edges { node { id } } } }';
    const { data } = await world.officer('north-deputy').asks(query, { before, handlerId });
    return (data as { ledger: { edges: { node: { id: string } }[] } }).ledger.edges
      .map(({ node }) => node.id)
      .filter((id) => id === soon || id === later);
  };
  expect(await due('2026-03-11')).toEqual([]);
  expect(await due('2026-03-12')).toEqual([soon]);
  expect(new Set(await due('2026-03-18'))).toEqual(new Set([soon, later]));
  expect(await due('2026-03-18', 'south-handler')).toEqual([]);
  await world.until('2026-03-11T16:01:00.000Z');
  expect((await read(soon)).plan).toMatchObject({ steps: [{ late: false }, { late: true }] });
  await finishes(soon, 2);
  expect((await read(soon)).plan).toMatchObject({ steps: [{ late: false }, { late: true, doneAt: expect.any(String) }] });
  expect(await due('2026-03-18')).toEqual([later]);
  expect(await world.tools.model.entries.audit()).toEqual([]);
});
