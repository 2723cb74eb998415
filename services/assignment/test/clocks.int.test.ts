// Promise: an entry's clock says due-soon and overdue once each, at the moments that the calendar gives, and only while it runs.
import {
  closingOf,
  handled,
  type LedgerWorld,
  openLedgerWorld,
  planned,
  proposed,
  sealed,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

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

/** Which clock ran out, whose it was, and when it was due. */
const overdueAlarms = (appealId: string) =>
  world
    .said(appealId)
    .filter(({ type }) => type === 'ClockOverdue')
    .map(({ data }) => data as { readonly clock: string; readonly unitId: string; readonly dueAt: string })
    .map(({ clock, unitId, dueAt }) => [clock, unitId, dueAt]);

describe('while a result is up for signing', () => {
  it('the unit’s clock says nothing; the petitioner’s turn is the nearest centre’s, and is overdue after its own days', async () => {
    const { appealId } = await proposed(world);
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { status: 'SUSPENDED' },
      signingClock: { status: 'RUNNING', workingDays: 5, startedOn: '2026-03-02' },
    });
    await world.until('2026-06-01T00:00:00.000Z');
    expect(alarms(appealId)).toEqual(['ClockDueSoon', 'ClockOverdue']);
    expect(overdueAlarms(appealId)).toEqual([['SIGNING', 'u-north', '2026-03-09T15:59:59.999Z']]);
  });

  it('each leader has his own clock, which stops with his signature', async () => {
    const { appealId, digest } = await proposed(world);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    expect((await stateOf(world, appealId))?.signingClock).toMatchObject({ workingDays: 2, dueAt: '2026-03-04T15:59:59.999Z' });
    await world.until('2026-03-04T16:00:00.000Z');
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    expect((await stateOf(world, appealId))?.signingClock).toMatchObject({
      status: 'RUNNING',
      dueAt: '2026-03-09T15:59:59.999Z',
    });
    await world.until('2026-03-09T15:59:59.999Z');
    expect(overdueAlarms(appealId)).toEqual([['SIGNING', 'u-north', '2026-03-04T15:59:59.999Z']]);
    await world.officer('north-head').does('countersign', { appealId, digest });
    await world.until('2026-06-01T00:00:00.000Z');
    expect(overdueAlarms(appealId)).toHaveLength(1);
    expect(await stateOf(world, appealId)).toMatchObject({ clock: { status: 'SUSPENDED' }, signingClock: { status: 'ENDED' } });
  });

  it('a leader’s turn is that of the unit above where the post is vacant', async () => {
    const { appealId, digest } = await proposed(world);
    const post = world.district.post('post.north-deputy');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, to: '2026-03-01' } });
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.until('2026-04-01T00:00:00.000Z');
    expect(overdueAlarms(appealId)).toEqual([['SIGNING', 'u-group', '2026-03-04T15:59:59.999Z']]);
  });
});

describe('after a refusal', () => {
  const refused = async (appealId: string, digest: string) => {
    await world.petitioner('zhang').does('refuseResult', { appealId, digest, reason: '并没有修好。' });
    return stateOf(world, appealId);
  };
  const propose = async (appealId: string): Promise<string> => {
    await world.officer('north-handler').does('proposeResult', { appealId, outcome: 'SOLVED', text: '路灯已经修复并复查。' });
    return (await stateOf(world, appealId))?.result?.digest ?? '';
  };

  it('the unit goes on with the days that it had left: those of the others’ turns were not its own', async () => {
    const appealId = await handled(world);
    await world.until('2026-03-06T02:00:00.000Z');
    const digest = await propose(appealId);
    await world.until('2026-06-01T00:00:00.000Z');
    expect(await refused(appealId, digest)).toMatchObject({
      clock: { status: 'RUNNING', startedOn: '2026-06-01', workingDays: 16, dueAt: '2026-06-24T15:59:59.999Z' },
      ownDays: { from: '2026-06-01', left: 16 },
    });
  });

  it('it has at least three working days before overdue is said, but is judged by its own', async () => {
    const appealId = await planned(world);
    await world.until('2026-03-30T09:00:00.000Z');
    const digest = await propose(appealId);
    await world.until('2026-04-01T02:00:00.000Z');
    expect(await refused(appealId, digest)).toMatchObject({
      clock: { status: 'RUNNING', next: 'OVERDUE', workingDays: 3, dueAt: '2026-04-07T15:59:59.999Z' },
      ownDays: { from: '2026-04-01', left: 0 },
    });
    await world.until('2026-04-07T15:59:59.999Z');
    const again = await propose(appealId);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest: again, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest: again });
    await world.officer('north-head').does('countersign', { appealId, digest: again });
    expect(overdueAlarms(appealId)).toEqual([]);
    await sealed(world, appealId);
    expect(closingOf(world, appealId)).toMatchObject({
      type: 'AppealClosed',
      data: { onTime: false, dueAt: '2026-04-01T15:59:59.999Z' },
    });
  });

  it('a clock that has run out stays so', async () => {
    const appealId = await planned(world);
    await world.until('2026-04-15T00:00:00.000Z');
    expect(await refused(appealId, await propose(appealId))).toMatchObject({
      clock: { status: 'OVERDUE', dueAt: '2026-03-30T15:59:59.999Z' },
      ownDays: { left: -1 },
    });
  });
});

it('closing ends it as of the handler’s signature: late signatures of leaders cost nothing', async () => {
  const { appealId, digest } = await proposed(world);
  await world.until('2026-06-01T00:00:00.000Z');
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  await world.officer('north-head').does('countersign', { appealId, digest });
  await sealed(world, appealId);
  expect(closingOf(world, appealId)).toMatchObject({ type: 'AppealClosed', data: { onTime: true } });
  expect((await stateOf(world, appealId))?.clock?.status).toBe('ENDED');
});

describe('a handler who signs late', () => {
  const lateToTheLast = async () => {
    const appealId = await planned(world);
    await world.until('2026-06-01T00:00:00.000Z');
    await world.officer('north-handler').does('proposeResult', { appealId, outcome: 'SOLVED', text: '路灯已经修复并复查。' });
    const digest = (await stateOf(world, appealId))?.result?.digest ?? '';
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    return { appealId, digest };
  };

  it('has closed late, and not before the order about it is concluded', async () => {
    const { appealId, digest } = await lateToTheLast();
    const last = () => world.officer('north-head').does('countersign', { appealId, digest });
    expect(await last(), 'the order is on its way').toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.orders-open' });
    await world.hears('supervision', 'OrderIssued', appealId);
    expect(await last(), 'the order is open').toMatchObject({ rule: 'entry.orders-open' });
    await world.hears('supervision', 'OrderConcluded', appealId);
    expect(await last()).toMatchObject({ code: null });
    await sealed(world, appealId);
    expect(closingOf(world, appealId)).toMatchObject({ type: 'AppealClosed', data: { onTime: false } });
  });

  it('waits for no order about signing', async () => {
    const { appealId, digest } = await proposed(world);
    await world.until('2026-06-01T00:00:00.000Z');
    await world.hears('supervision', 'OrderIssued', appealId, { clock: 'SIGNING' });
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({ code: null });
  });
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
