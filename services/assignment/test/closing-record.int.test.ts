// Promise: a closing says what the matter came from and what it took, by codes of lists that hold that day, signed with the result; what
// is worth reusing is the letters office's to judge, and the ledger finds both.
import { digestOf, handled, type LedgerWorld, openLedgerWorld, result, sealed } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const record = { cause: 'C41', measures: ['M01', 'M12'], mechanism: true, cost: 'UNDER_10K' };
const proposes = async (appealId: string, said?: object) =>
  world.officer('north-handler').does('proposeResult', { appealId, ...result, ...(said === undefined ? {} : { record: said }) });
const closed = async (said?: object): Promise<string> => {
  const appealId = await handled(world);
  await proposes(appealId, said);
  const digest = await digestOf(world, appealId);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  for (const leader of ['north-deputy', 'north-head']) await world.officer(leader).does('countersign', { appealId, digest });
  await sealed(world, appealId);
  return appealId;
};
const judges = (appealId: string, worth: boolean, person = 'letters-1') =>
  world.officer(person).does('judgeReuse', { appealId, worth });
const shown = 'cause { level1 level2 } measures { name } mechanism cost';
const found = async (filter: string, who = world.officer('north-head')): Promise<readonly string[]> => {
  const { code, data } = await who.asks(`{ ledger(${filter}) { total edges { node { id } } } }`);
  expect(code).toBeNull();
  return (data as { ledger: { edges: { node: { id: string } }[] } }).ledger.edges.map(({ node }) => node.id);
};

it('is shown in the words of the lists, and changes what is signed', async () => {
  const [said, unsaid] = [await handled(world), await handled(world)];
  expect(await proposes(said, record)).toMatchObject({ code: null });
  expect(await proposes(unsaid)).toMatchObject({ code: null });
  const { data } = await world
    .officer('north-head')
    .asks(`query($id: ID!) { ledgerEntry(id: $id) { result { record { ${shown} } } } }`, { id: said });
  expect(data).toMatchObject({
    ledgerEntry: {
      result: {
        record: {
          cause: { level1: '设施与环境', level2: '设施老化失修' },
          measures: [{ name: '维修更换设施' }, { name: '联合攻坚' }],
          mechanism: true,
          cost: 'UNDER_10K',
        },
      },
    },
  });
  const none = await world
    .officer('north-head')
    .asks(`query($id: ID!) { ledgerEntry(id: $id) { result { record { ${shown} } } } }`, { id: unsaid });
  expect(none.data).toMatchObject({ ledgerEntry: { result: { record: null } } });
});

it('names only codes that hold on that day, and each measure once', async () => {
  const appealId = await handled(world);
  expect(await proposes(appealId, { cause: 'C99' })).toMatchObject({ rule: 'closing.code', field: 'record.cause' });
  expect(await proposes(appealId, { measures: ['M00'] })).toMatchObject({ rule: 'closing.code', field: 'record.measures' });
  expect(await proposes(appealId, { measures: ['M01', 'M01'] })).toMatchObject({ rule: 'closing.measures' });
  expect(await proposes(appealId, { measures: ['M01', 'M02', 'M03', 'M04', 'M05', 'M06'] })).toMatchObject({
    rule: 'closing.measures',
  });
  const { closingTerms } = world.tools;
  const ended = closingTerms.causes.map((each) => ({ ...each, validTo: each.code === 'C41' ? '2026-03-01' : null }));
  Object.assign(world.tools, { closingTerms: { ...closingTerms, causes: ended } });
  expect(await proposes(appealId, record)).toMatchObject({ rule: 'closing.code' });
  Object.assign(world.tools, { closingTerms });
  expect(await proposes(appealId, {})).toMatchObject({ code: null });
});

it('is found by cause and cost, and by whether the letters office thinks it worth reusing', async () => {
  const [one, other] = [await closed({ ...record, cause: 'C31' }), await closed({ cause: 'C31' })];
  const open = await handled(world);
  expect(await judges(open, true)).toMatchObject({ rule: 'reuse.closed' });
  expect(await judges(one, true, 'north-head')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await judges(one, true)).toMatchObject({ code: null });
  expect(await judges(one, true)).toMatchObject({ rule: 'reuse.judged' });
  expect(await judges(other, false)).toMatchObject({ code: null });
  expect(new Set(await found('cause: "C31"'))).toEqual(new Set([one, other]));
  expect(await found('cause: "C31", cost: UNDER_10K')).toEqual([one]);
  expect(await found('worthReusing: true')).toEqual([one]);
  expect(await found('stage: CLOSED, worthReusing: false')).toEqual([other]);
  expect(await found('worthReusing: true', world.officer('south-handler'))).toEqual([]);
  expect(await world.tools.model.entries.audit()).toEqual([]);
});

it('shows and finds what the panel marked: a common problem, a complex one, and who helps', async () => {
  const marks = { grade: 'D3', helperUnitIds: ['u-south'], commonProblem: true, complex: true };
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, marks);
  const query = 'query($id: ID!) { ledgerEntry(id: $id) { grade helpers { id } commonProblem complex } }';
  const { data } = await world.officer('north-head').asks(query, { id: appealId });
  expect(data).toEqual({ ledgerEntry: { grade: 'D3', helpers: [{ id: 'u-south' }], commonProblem: true, complex: true } });
  expect(await found('commonProblem: true')).toEqual([appealId]);
  expect(await found('complex: true, commonProblem: false')).toEqual([]);
  expect((await found('complex: false')).length).toBeGreaterThan(0);
});
