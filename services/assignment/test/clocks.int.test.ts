// Promise: an entry's clock says due-soon and overdue once each, at the moments that the calendar gives, and only while it runs.
import { handled, type LedgerWorld, openLedgerWorld, proposed, stateOf, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const alarms = (appealId: string) => typesSaid(world, appealId).filter((type) => type.startsWith('Clock'));

it('due soon is said three working days before, overdue after the last moment of the last day', async () => {
  const appealId = await handled(world);
  const { dueSoonAt, dueAt } = (await stateOf(world, appealId))?.clock ?? {};
  expect([dueSoonAt, dueAt]).toEqual(['2026-03-25T15:59:59.999Z', '2026-03-30T15:59:59.999Z']);
  await world.until('2026-03-25T15:59:59.999Z');
  expect(alarms(appealId)).toEqual([]);
  await world.until('2026-03-25T16:00:00.000Z');
  expect(alarms(appealId)).toEqual(['ClockDueSoon']);
  await world.until('2026-03-30T15:59:59.999Z');
  expect(alarms(appealId)).toEqual(['ClockDueSoon']);
  await world.until('2026-03-30T16:00:00.000Z');
  expect(alarms(appealId)).toEqual(['ClockDueSoon', 'ClockOverdue']);
  await world.until('2026-06-01T00:00:00.000Z');
  expect(alarms(appealId)).toEqual(['ClockDueSoon', 'ClockOverdue']);
});

it('both are said, in order, where nobody looked for weeks', async () => {
  const appealId = await handled(world);
  await world.until('2026-06-01T00:00:00.000Z');
  expect(alarms(appealId)).toEqual(['ClockDueSoon', 'ClockOverdue']);
  expect(world.said(appealId).at(-1)?.data).toMatchObject({
    clock: 'HANDLING',
    unitId: 'u-north',
  });
});

it('nothing is said while a result is up for signing', async () => {
  const { appealId } = await proposed(world);
  await world.until('2026-06-01T00:00:00.000Z');
  expect(alarms(appealId)).toEqual([]);
});

it('a refusal lets it run on with the days in between counted', async () => {
  const { appealId, digest } = await proposed(world);
  await world.until('2026-06-01T00:00:00.000Z');
  await world.petitioner('zhang').does('refuseResult', { appealId, digest, reason: '并没有修好。' });
  expect(alarms(appealId)).toEqual(['ClockDueSoon', 'ClockOverdue']);
  expect((await stateOf(world, appealId))?.clock).toMatchObject({ status: 'OVERDUE', dueAt: '2026-03-30T15:59:59.999Z' });
});

it('closing ends it as of the handler’s signature: late signatures of leaders cost nothing', async () => {
  const { appealId, digest } = await proposed(world);
  await world.until('2026-06-01T00:00:00.000Z');
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  await world.officer('north-head').does('countersign', { appealId, digest });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'AppealClosed', data: { onTime: true } });
  expect((await stateOf(world, appealId))?.clock?.status).toBe('ENDED');
});

it('a handler who signs late has closed late', async () => {
  const appealId = await handled(world);
  await world.until('2026-06-01T00:00:00.000Z');
  await world.officer('north-handler').does('proposeResult', { appealId, outcome: 'SOLVED', text: '路灯已经修复并复查。' });
  const digest = (await stateOf(world, appealId))?.result?.digest ?? '';
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  await world.officer('north-head').does('countersign', { appealId, digest });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'AppealClosed', data: { onTime: false } });
});

it('the letters office’s clock names the letters office, and ends when a unit gets its own', async () => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, { level: 'DISTRICT', proposedUnitId: 'u-housing' });
  await world.until('2026-03-05T00:00:00.000Z');
  expect(world.said(appealId).at(-1)?.data).toMatchObject({ clock: 'ASSIGNING', unitId: 'u-letters' });
  await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-housing' });
  expect((await stateOf(world, appealId))?.clock).toMatchObject({ kind: 'HANDLING', status: 'RUNNING', startedOn: '2026-03-05' });
});
