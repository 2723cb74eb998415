// Promise: a request to withdraw waits for the panel that has the review, on a clock of its own, and goes on with the case unanswered.
import { accusing } from '@daqidi/service-testing';
import {
  accepted,
  heard,
  openTriageWorld,
  screened,
  stateOf,
  type TriageWorld,
  typesSaid,
  verdict,
} from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const reason = '核实系本人意愿,同意撤回。';
const decides = (appealId: string, accepts = true, person = 'north-village-reviewer') =>
  world.officer(person).does('decideWithdrawalInReview', { appealId, accepts, reason });

it('the panel accepts: the case ends, and nothing more is decided about it', async () => {
  const appealId = await accepted(world);
  expect(await decides(appealId)).toMatchObject({ rule: 'withdrawal.none' });
  const asked = await world.hears('intake', 'WithdrawalRequested', appealId);
  await world.hearsAgain(asked);
  expect((await stateOf(world, appealId))?.withdrawal).toMatchObject({ status: 'ASKED', clock: { workingDays: 5 } });
  expect(await decides(appealId, true, 'north-1')).toMatchObject({ rule: 'triage.panel' });
  expect(await decides(appealId, true, 'auditor')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId)).toMatchObject({ code: null });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'WithdrawalAccepted', data: { number: 1, goesOn: false } });
  expect(await stateOf(world, appealId)).toMatchObject({ stage: 'WITHDRAWN', clock: { status: 'ENDED' } });
  expect(await world.officer('north-village-reviewer').does('passScreening', { appealId })).toMatchObject({
    rule: 'triage.stage',
  });
  const read = 'query($id: ID!) { triageCase(id: $id) { stage withdrawal { status reason by { id } } } }';
  expect((await world.petitioner('zhang').asks(read, { id: appealId })).data).toMatchObject({
    triageCase: { stage: 'WITHDRAWN', withdrawal: { status: 'ACCEPTED', reason, by: { id: 'north-village-reviewer' } } },
  });
});

it('the panel refuses, with a reason, and the review goes on', async () => {
  const appealId = await accepted(world);
  await world.hears('intake', 'WithdrawalRequested', appealId);
  expect(await decides(appealId, false)).toMatchObject({ code: null });
  expect(await decides(appealId, false)).toMatchObject({ rule: 'withdrawal.none' });
  expect(await world.officer('north-village-reviewer').does('passScreening', { appealId })).toMatchObject({ code: null });
});

it.each([
  ['WithdrawalTakenBack', {}],
  ['WithdrawalCalledBack', { stands: false }],
] as const)('lapses with %s, and the next request waits anew', async (type, change) => {
  const appealId = await accepted(world);
  await world.hears('intake', 'WithdrawalRequested', appealId);
  await world.hears('intake', type, appealId, change);
  expect(typesSaid(world, appealId).at(-1)).toBe('WithdrawalLapsed');
  expect(await decides(appealId)).toMatchObject({ rule: 'withdrawal.none' });
  await world.hears('intake', 'WithdrawalRequested', appealId, { number: 2 });
  expect(await decides(appealId)).toMatchObject({ code: null });
});

it('of what accuses somebody, the case goes on without its petitioner', async () => {
  const appealId = await accepted(world, accusing('u-south'));
  await world.hears('intake', 'WithdrawalRequested', appealId);
  expect(await decides(appealId, true, 'letters-1')).toMatchObject({ code: null });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'WithdrawalAccepted', data: { goesOn: true } });
  expect((await stateOf(world, appealId))?.stage).toBe('SCREENING');
  expect(await world.officer('letters-1').does('passScreening', { appealId })).toMatchObject({ code: null });
});

it('against a verdict, whichever is first: the case leaves with its request, or is withdrawn', async () => {
  const assess = (appealId: string) =>
    world.officer('north-1').does('assessAppeal', { appealId, ...verdict, subject: '城乡建设/城市建设和市政管理' });
  const [first, second, third] = [await heard(world), await heard(world), await heard(world)];
  await world.hears('intake', 'WithdrawalRequested', first);
  await assess(first);
  expect(await stateOf(world, first)).toMatchObject({ stage: 'ASSESSED', withdrawal: null });
  expect(await decides(first, true, 'north-1')).toMatchObject({ rule: 'triage.stage' });

  await assess(second);
  await world.hears('intake', 'WithdrawalRequested', second);
  expect(typesSaid(world, second)).not.toContain('WithdrawalAsked');

  await world.hears('intake', 'WithdrawalRequested', third);
  await decides(third, true, 'north-3');
  expect(await assess(third)).toMatchObject({ rule: 'triage.stage' });
});

it('comes too late for what was refused at the first review', async () => {
  const appealId = await accepted(world);
  await world
    .officer('north-village-reviewer')
    .does('dismissAppeal', { appealId, ground: 'FALSE', explanation: '经核查,反映的情况不存在。' });
  await world.hears('intake', 'WithdrawalRequested', appealId);
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'WithdrawalRefused', data: { reason: null } });
});

it('is not accepted before the centre has called back, nor while it can be taken back; refused it is at any time', async () => {
  const [pressed, byCode] = [await accepted(world), await accepted(world)];
  await world.hears('intake', 'WithdrawalRequested', pressed, { setting: 'ON_PREMISES' });
  expect(await decides(pressed)).toMatchObject({ rule: 'withdrawal.call-back' });
  await world.hears('intake', 'WithdrawalCalledBack', pressed);
  expect(await decides(pressed)).toMatchObject({ code: null });

  await world.hears('intake', 'WithdrawalRequested', byCode, { takeBackUntil: '2026-03-04T15:59:59.999Z' });
  expect(await decides(byCode)).toMatchObject({ rule: 'withdrawal.window' });
  await world.until('2026-03-04T16:00:00.000Z');
  expect(await decides(byCode)).toMatchObject({ code: null });
});

it('says once that nobody has decided in time, and the review’s own clock goes on beside it', async () => {
  const appealId = await screened(world);
  await world.hears('intake', 'WithdrawalRequested', appealId);
  await world.until('2026-03-20T02:00:00.000Z');
  const alarms = world.said(appealId).filter(({ type }) => type === 'ClockOverdue');
  expect(alarms.map(({ data }) => (data as { clock: string }).clock).sort()).toEqual(['ASSESSING', 'WITHDRAWAL']);
  expect(alarms.map(({ data }) => (data as { panel: object }).panel)[1]).toMatchObject({ role: 'TOWNSHIP_REVIEWER' });
});
