// Promise: a refusal can be contested once, in time, by its petitioner alone; the level above whoever refused decides, and triage keeps the
// case until it is settled.
import { accepted, openTriageWorld, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const code = { code: 'ABCD-EFGH-JKMN-PQRS', commitment: 'salt:Tsg-CjDmNpsb8CplYTrQbQU9lcWgZzT-WQtly8fdjr0' };
const explanation = '经核查,反映的情况不存在,特此说明。';
const zhang = () => world.petitioner('zhang');
const refused = async (person = 'north-village-reviewer'): Promise<string> => {
  const appealId = await accepted(world, { queryCode: code.commitment });
  await world.officer(person).does('dismissAppeal', { appealId, ground: 'FALSE', explanation });
  return appealId;
};
const contests = (appealId: string, who = zhang(), change: object = {}) =>
  who.does('contestDismissal', { appealId, reason: '路灯确实不亮,有照片。', ...change });
const decides = (appealId: string, upholds: boolean, person = 'north-1') =>
  world.officer(person).does('decideContest', { appealId, upholds, explanation });

it('upheld by the level above, the first review goes on there', async () => {
  const appealId = await refused();
  expect(await contests(appealId, world.petitioner('li'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await contests(appealId, world.officer('north-1'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await contests(appealId)).toMatchObject({ code: null });
  expect(await stateOf(world, appealId)).toMatchObject({
    stage: 'CONTESTED',
    desk: 'TOWNSHIP',
    clock: { kind: 'CONTEST', workingDays: 5 },
  });
  expect(await decides(appealId, true, 'north-village-reviewer')).toMatchObject({ rule: 'triage.panel' });
  expect(await decides(appealId, true)).toMatchObject({ code: null });
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SCREENING', desk: 'TOWNSHIP', clock: { kind: 'SCREENING' } });
  expect(await world.officer('north-2').does('passScreening', { appealId })).toMatchObject({ code: null });
});

it('not upheld, the refusal stands for good, and the petitioner reads why, by account and by query code', async () => {
  const appealId = await refused();
  await contests(appealId);
  expect(await decides(appealId, false)).toMatchObject({ code: null });
  expect(await contests(appealId)).toMatchObject({ rule: 'contest.once' });
  expect(await decides(appealId, true)).toMatchObject({ rule: 'triage.stage' });
  const read = 'query($id: ID!) { triageCase(id: $id) { stage contest { upheld explanation by { id } } } }';
  expect((await zhang().asks(read, { id: appealId })).data).toEqual({
    triageCase: { stage: 'DISMISSED', contest: { upheld: false, explanation, by: { id: 'north-1' } } },
  });
  const step = 'query($of: [_Any!]!) { _entities(representations: $of) { ... on TimelineEntry { explanation } } }';
  const of = [{ __typename: 'TimelineEntry', id: 'step', step: `${appealId} ContestRefused ${code.code}` }];
  expect((await world.anybody().asks(step, { of })).data).toEqual({ _entities: [{ explanation }] });
});

it('of what the letters office refused, the secretariat decides', async () => {
  const appealId = await accepted(world, { regionPath: ['511902'], regionId: '511902' });
  expect((await stateOf(world, appealId))?.desk).toBe('LETTERS');
  await world.officer('letters-1').does('dismissAppeal', { appealId, ground: 'OUT_OF_SCOPE', explanation });
  await contests(appealId);
  expect((await stateOf(world, appealId))?.desk).toBe('SECRETARIAT');
  expect(await decides(appealId, false, 'secretary')).toMatchObject({ code: null });
});

it('by query code, through somebody who has had nothing to do with it', async () => {
  const appealId = await refused();
  expect(await contests(appealId, world.officer('clerk'))).toMatchObject({ rule: 'countersign.code' });
  expect(await contests(appealId, world.officer('clerk'), { queryCode: code.code })).toMatchObject({ code: null });
});

it('can be withdrawn while it is contested', async () => {
  const appealId = await refused();
  await contests(appealId);
  await world.hears('intake', 'WithdrawalRequested', appealId);
  const input = { appealId, accepts: true, reason: '系本人意愿,同意撤回。' };
  expect(await world.officer('north-2').does('decideWithdrawalInReview', input)).toMatchObject({ code: null });
  expect((await stateOf(world, appealId))?.stage).toBe('WITHDRAWN');
});

it('what the township refused for a village that was late is decided above the township; late, it raises an alarm once', async () => {
  const appealId = await accepted(world);
  await world.until('2026-03-05T02:00:00.000Z');
  await world.officer('north-1').does('dismissAppeal', { appealId, ground: 'FALSE', explanation });
  await contests(appealId);
  expect((await stateOf(world, appealId))?.desk).toBe('LETTERS');
  await world.until('2026-03-20T02:00:00.000Z');
  const late = world.said(appealId).filter(({ data }) => (data as { clock?: unknown }).clock === 'CONTEST');
  expect(late.map(({ type }) => type)).toEqual(['ClockDueSoon', 'ClockOverdue']);
  expect(typesSaid(world, appealId).at(-1)).toBe('ClockOverdue');
});

it('too late is too late', async () => {
  const appealId = await refused();
  await world.until('2026-05-20T02:00:00.000Z');
  expect(await contests(appealId)).toMatchObject({ rule: 'contest.window' });
});

it('without signing in, by the query code alone', async () => {
  const appealId = await refused();
  const anybody = world.anybody();
  expect(await contests(appealId, anybody)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await contests(appealId, anybody, { queryCode: '0000-0000-0000-0000' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await contests(appealId, anybody, { queryCode: code.code })).toMatchObject({ code: null });
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on CaseByCode { triageVersion } } }';
  const represented = (queryCode: string) => ({ r: [{ __typename: 'CaseByCode', id: appealId, code: queryCode }] });
  expect((await anybody.asks(query, represented(code.code))).data).toMatchObject({ _entities: [{ triageVersion: 3 }] });
  expect((await anybody.asks(query, represented('wrong'))).data).toMatchObject({ _entities: [{ triageVersion: null }] });
});
