// Promise: a restricted appeal is refused, judged unreasonable, judged against the majority or made something other than a complaint only
// with both supervision tracks; until they have answered nothing contradicts it, and it is carried out as it was proposed.
import { accusing } from '@daqidi/service-testing';
import { accepted, openTriageWorld, stateOf, type TriageWorld, typesSaid, verdict } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const dismissal = { ground: 'FALSE', explanation: '经核查,反映的情况不存在,特此说明。' };
const opinion = { reasonableness: 'REASONABLE', text: '情况属实' };
const district = {
  ...verdict,
  category: 'COMPLAINT',
  level: 'DISTRICT',
  proposedUnitId: 'u-housing',
  subject: '城乡建设/城市建设和市政管理',
};

const secret = () => accepted(world, accusing('u-south'));
const proposedDismissal = async (): Promise<string> => {
  const appealId = await secret();
  await world.officer('letters-1').does('dismissAppeal', { appealId, ...dismissal });
  return appealId;
};
const assessing = async (): Promise<string> => {
  const appealId = await secret();
  await world.officer('letters-1').does('passScreening', { appealId });
  for (const person of ['letters-2', 'letters-3']) await world.officer(person).does('recordOpinion', { appealId, ...opinion });
  return appealId;
};
const assess = (appealId: string, change: object) =>
  world.officer('letters-2').does('assessAppeal', { appealId, ...district, ...change });
const answer = async (appealId: string, agreed: boolean, digest?: string): Promise<void> => {
  const waiting = (await stateOf(world, appealId))?.joint?.proposed.digest;
  await world.hears('supervision', 'JointDecisionDecided', appealId, { digest: digest ?? waiting, agreed });
};

it('a refusal is carried out as it was proposed once both have agreed', async () => {
  const appealId = await proposedDismissal();
  expect((await stateOf(world, appealId))?.stage).toBe('SCREENING');
  for (const person of ['letters-1', 'letters-2']) {
    expect(await world.officer(person).does('passScreening', { appealId })).toMatchObject({ rule: 'joint.open' });
    expect(await world.officer(person).does('dismissAppeal', { appealId, ...dismissal })).toMatchObject({ rule: 'joint.open' });
  }
  await answer(appealId, true);
  expect(await stateOf(world, appealId)).toMatchObject({
    stage: 'DISMISSED',
    joint: null,
    screening: { reviewer: 'letters-1', ground: 'FALSE' },
  });
});

it('one that both have refused falls, and the review goes on', async () => {
  const appealId = await proposedDismissal();
  await answer(appealId, false);
  expect(await world.officer('letters-2').does('passScreening', { appealId })).toMatchObject({ code: null });
});

it('an answer about another proposal has no effect, nor one that comes after it was withdrawn', async () => {
  const appealId = await proposedDismissal();
  await answer(appealId, true, 'sm3:another');
  expect((await stateOf(world, appealId))?.stage).toBe('SCREENING');
  const digest = (await stateOf(world, appealId))?.joint?.proposed.digest;
  expect(await world.officer('letters-1').does('withdrawJointDecision', { appealId })).toMatchObject({ code: null });
  expect(await world.officer('letters-1').does('withdrawJointDecision', { appealId })).toMatchObject({ rule: 'joint.none' });
  await answer(appealId, true, digest);
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SCREENING', joint: null });
});

it('one that a screening has overtaken is not proposed any more, and an answer about it has no effect', async () => {
  const appealId = await secret();
  expect(await world.officer('letters-1').does('passScreening', { appealId })).toMatchObject({ code: null });
  expect(await world.officer('letters-2').does('dismissAppeal', { appealId, ...dismissal })).toMatchObject({
    rule: 'triage.stage',
  });
  expect(typesSaid(world, appealId)).not.toContain('JointDecisionProposed');
  await answer(appealId, true, 'sm3:overtaken');
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSESSING', joint: null });
});

it('is overtaken when the case is no secret any more', async () => {
  const appealId = await proposedDismissal();
  await world.hears('supervision', 'ScopeStated', appealId, { number: 2, restricted: false, barred: [], offices: [] });
  expect(typesSaid(world, appealId).at(-1)).toBe('JointDecisionWithdrawn');
  expect(await world.officer('letters-1').does('dismissAppeal', { appealId, ...dismissal })).toMatchObject({
    data: { triageCase: { stage: 'DISMISSED' } },
  });
});

it.each([
  ['unreasonable, with the majority', 'UNREASONABLE', {}],
  [
    'against the majority',
    'REASONABLE',
    { reasonableness: 'PARTLY_REASONABLE', reasonablePart: '部分', differingReason: '证据有限' },
  ],
  ['no complaint', 'REASONABLE', { category: 'RESOLUTION' }],
])('a verdict that is %s waits for both', async (_, majority, change) => {
  const appealId = await secret();
  await world.officer('letters-1').does('passScreening', { appealId });
  for (const person of ['letters-2', 'letters-3'])
    await world.officer(person).does('recordOpinion', { appealId, ...opinion, reasonableness: majority });
  const given = { reasonableness: majority, ...change };
  expect(await assess(appealId, given)).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSING' } } });
  const { reasonableness } = given;
  const read = 'query($id: ID!) { triageCase(id: $id) { jointDecision { digest verdict { reasonableness category } reason } } }';
  expect((await world.officer('inspector').asks(read, { id: appealId })).data).toMatchObject({
    triageCase: { jointDecision: { verdict: { reasonableness } } },
  });
  await answer(appealId, true);
  expect(await stateOf(world, appealId)).toMatchObject({
    stage: 'ASSESSED',
    assessment: { reviewer: 'letters-2', reasonableness },
  });
});

it('a reasonable complaint needs nobody else', async () => {
  const appealId = await assessing();
  expect(await assess(appealId, {})).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSED' } } });
});

it('a verdict whose unit turned out to be accused is not carried out', async () => {
  const appealId = await assessing();
  await assess(appealId, { category: 'RESOLUTION' });
  const keys = ['unit:u-south@2024', 'unit:u-housing@2024'];
  await world.hears('supervision', 'ScopeStated', appealId, { ...accusing('u-south', 'u-housing'), number: 2, recused: keys });
  await answer(appealId, true);
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSESSING', joint: null });
});
