// Promise: more time is asked for once and before the due date, and a handling waits only for what is on the list; the sender decides both, on a
// clock of its own. The clock goes on from where it began, and never anew.
import { dayInShanghai } from '@daqidi/calendar';
import {
  assigned,
  handled,
  historyOf,
  type LedgerWorld,
  openLedgerWorld,
  planned,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const reason = '材料须外地采购,预计推迟到货。';
const answer = '情况属实。';
const asksTime = (appealId: string, days: number, person = 'north-handler') =>
  world.officer(person).does('askExtension', { appealId, days, reason });
const decidesTime = (appealId: string, grants: boolean, person = 'letters-1') =>
  world.officer(person).does('decideExtension', { appealId, grants, reason: answer });
const asksPause = (appealId: string, pauseUntil: string, pauseGround = 'APPRAISAL') =>
  world.officer('north-handler').does('askPause', { appealId, pauseGround, pauseUntil, reason });
const decidesPause = (appealId: string, grants = true, person = 'letters-1') =>
  world.officer(person).does('decidePause', { appealId, grants, reason: answer });
const ends = (appealId: string) => world.officer('north-handler').does('endPause', { appealId });
const overdue = (appealId: string) =>
  world
    .said(appealId)
    .filter(({ type }) => type === 'ClockOverdue')
    .map(({ data }) => (data as { readonly clock: string; readonly unitId: string }).clock);

describe('an extension', () => {
  it('adds its days to those that the clock has, from where it began, and to the unit’s own', async () => {
    const appealId = await handled(world);
    await world.until('2026-03-05T02:00:00.000Z');
    expect(await asksTime(appealId, 10)).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { workingDays: 20 },
      request: { kind: 'EXTENSION', desk: 'LETTERS' },
    });
    expect(await decidesTime(appealId, true, 'north-1')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await decidesTime(appealId, true)).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { status: 'RUNNING', startedOn: '2026-03-02', workingDays: 30, dueAt: '2026-04-14T15:59:59.999Z' },
      ownDays: { from: '2026-03-02', left: 30 },
      extendedDays: 10,
    });
    expect(typesSaid(world, appealId).slice(-2)).toEqual(['ExtensionDecided', 'HandlingExtended']);
    expect(await asksTime(appealId, 1)).toMatchObject({ rule: 'extension.once' });
  });

  it('is within the policy’s days for the category, never of a consultation, and once though it was refused', async () => {
    const appealId = await handled(world);
    for (const days of [0, -1, 11]) expect(await asksTime(appealId, days)).toMatchObject({ rule: 'extension.days' });
    await asksTime(appealId, 3);
    expect(await asksTime(appealId, 3)).toMatchObject({ rule: 'request.open' });
    await decidesTime(appealId, false);
    expect(await stateOf(world, appealId)).toMatchObject({ clock: { workingDays: 20 }, extendedDays: 0 });
    expect(await asksTime(appealId, 3)).toMatchObject({ rule: 'extension.once' });
    const question = await assigned(world);
    expect((await asksTime(question, 3)).code).not.toBeNull();
  });

  it('asked for before the due date and given after it takes the overdue back; too late asked, it is refused', async () => {
    const [asked, late] = [await planned(world), await planned(world)];
    await world.until('2026-03-30T08:00:00.000Z');
    await asksTime(asked, 5);
    await world.until('2026-04-02T08:00:00.000Z');
    expect(overdue(asked)).toEqual(['HANDLING', 'EXTENSION']);
    expect(await asksTime(late, 5)).toMatchObject({ rule: 'extension.late' });
    expect(await decidesTime(asked, true)).toMatchObject({ code: null });
    expect(world.said(asked).at(-1)).toMatchObject({
      type: 'HandlingExtended',
      data: { withdraws: true, before: '2026-03-30T15:59:59.999Z' },
    });
    expect((await stateOf(world, asked))?.clock).toMatchObject({
      status: 'RUNNING',
      next: 'OVERDUE',
      dueAt: '2026-04-07T15:59:59.999Z',
    });
    await world.until('2026-04-07T16:00:00.000Z');
    expect(overdue(asked)).toEqual(['HANDLING', 'EXTENSION', 'HANDLING']);
  });
});

describe('a pause', () => {
  it('stops the clock from the next day on, and ends with what was left of it', async () => {
    const appealId = await handled(world);
    await world.until('2026-03-04T02:00:00.000Z');
    expect(await asksPause(appealId, '2026-03-20')).toMatchObject({ code: null });
    expect(await decidesPause(appealId)).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { status: 'SUSPENDED' },
      pause: { ground: 'APPRAISAL', from: '2026-03-04', until: '2026-03-20' },
    });
    expect(await world.officer('north-handler').does('proposeResult', { appealId, ...result })).toMatchObject({
      rule: 'entry.paused',
    });
    await world.until('2026-03-16T02:00:00.000Z');
    expect(await ends(appealId)).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({
      clock: { status: 'RUNNING', startedOn: '2026-03-16', workingDays: 18, dueAt: '2026-04-10T15:59:59.999Z' },
      ownDays: { from: '2026-03-16', left: 18 },
      pause: null,
    });
    expect(await ends(appealId)).toMatchObject({ rule: 'pause.none' });
    expect(await historyOf(world, appealId, 'HandlingResumed')).toHaveLength(1);
  });

  it('ends by itself after its last day, once, though nobody looked for weeks', async () => {
    const appealId = await handled(world);
    await asksPause(appealId, '2026-03-10');
    await decidesPause(appealId);
    await world.until('2026-03-10T15:59:59.999Z');
    expect((await stateOf(world, appealId))?.pause).not.toBeNull();
    await world.until('2026-03-11T02:00:00.000Z');
    expect(await stateOf(world, appealId)).toMatchObject({ pause: null, clock: { status: 'RUNNING' } });
    expect(typesSaid(world, appealId).filter((type) => type === 'HandlingResumed')).toHaveLength(1);
    expect(world.said(appealId).findLast(({ type }) => type === 'HandlingResumed')?.data).toMatchObject({ lapsed: true });
  });

  it('is for what is on the list, no longer than its ground allows, and never of what is overdue', async () => {
    const appealId = await planned(world);
    expect(await asksPause(appealId, '2026-03-10', 'HOLIDAY')).toMatchObject({ rule: 'pause.ground' });
    for (const day of ['2026-03-02', '2026-05-02']) expect(await asksPause(appealId, day)).toMatchObject({ rule: 'pause.until' });
    expect(await asksPause(appealId, '2026-05-01')).toMatchObject({ code: null });
    await world.until('2026-04-01T02:00:00.000Z');
    expect(await decidesPause(appealId)).toMatchObject({ rule: 'pause.late' });
    expect(await decidesPause(appealId, false)).toMatchObject({ code: null });
    expect(await asksPause(appealId, '2026-05-01')).toMatchObject({ rule: 'pause.late' });
  });

  it('ends where the case leaves its unit: another has what is left', async () => {
    const appealId = await handled(world);
    await asksPause(appealId, '2026-03-20');
    await decidesPause(appealId);
    await world.until('2026-03-09T02:00:00.000Z');
    await world.hears('supervision', 'ScopeStated', appealId, {
      ...{ number: 1, restricted: true, offices: ['LETTERS', 'DISCIPLINE'] },
      ...{ barred: ['unit:u-north@2024'], recused: ['unit:u-north@2024'] },
    });
    expect(typesSaid(world, appealId).slice(-2)).toEqual(['HandlingResumed', 'EntryRecalled']);
    expect(await stateOf(world, appealId)).toMatchObject({
      ...{ stage: 'ASSIGNING', pause: null },
      clock: { status: 'RUNNING', startedOn: dayInShanghai('2026-03-09T02:00:00.000Z'), workingDays: 20 },
    });
  });

  it('and an extension come together: the days of both are the unit’s', async () => {
    const appealId = await handled(world);
    await asksTime(appealId, 10);
    await decidesTime(appealId, true);
    await asksPause(appealId, '2026-03-20');
    await decidesPause(appealId);
    await world.until('2026-03-21T02:00:00.000Z');
    expect((await stateOf(world, appealId))?.clock).toMatchObject({
      status: 'RUNNING',
      workingDays: 30,
      startedOn: '2026-03-21',
    });
  });
});
