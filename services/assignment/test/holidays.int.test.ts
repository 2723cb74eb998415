// Promise: the office states holiday lists itself; due dates that rested on a provisional one are derived again, once, with a trace.

import { bazhouSeed, establishDirectory } from '../src/index.js';
import { handled, type LedgerWorld, openLedgerWorld, stateOf, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
  const post = world.district.post('post.auditor');
  if (post === undefined) throw new Error('the district has lost a post');
  world.district.state({ post: { ...post, id: 'post.admin', role: 'ADMIN', personId: 'admin' } });
});
afterEach(() => world.stop());

/** New Year with the Monday after it. */
const list2027 = { year: 2027, daysOff: ['2027-01-01', '2027-01-04'], makeUpDays: [], provisional: false, source: '通知' };
const shown = 'holidayList { year number provisional }';

describe('stating a list', () => {
  beforeEach(async () => {
    await establishDirectory(world.tools.model, bazhouSeed({ townships: 1, villagesPerTownship: 1 }));
    await world.settled();
  });
  const states = (person: string, change: object = {}) =>
    world.officer(person).does('stateHolidays', { ...list2027, reason: '国务院办公厅通知已发布', ...change }, shown);

  it('is the office’s; a provisional list gives way to the final one, which stays', async () => {
    expect(await states('admin')).toMatchObject({
      code: null,
      data: { holidayList: { year: 2027, number: 2, provisional: false } },
    });
    expect(world.said('holidays').at(-1)).toMatchObject({
      type: 'HolidayListStated',
      data: { number: 2 },
      actor: { person: 'admin' },
    });
    expect(await states('admin')).toMatchObject({ rule: 'calendar.final' });
    expect(await states('admin', { year: 2028, daysOff: ['2028-01-03'] })).toMatchObject({ code: null });
  });

  it('is nobody else’s, and a repeated request gets the first outcome', async () => {
    expect((await states('auditor')).code).not.toBeNull();
    expect((await states('letters-1')).code).not.toBeNull();
    const first = await states('admin', { requestId: 'list-of-2027' });
    expect(await states('admin', { requestId: 'list-of-2027' })).toEqual(first);
    expect(world.said('holidays').at(-1)?.data).toMatchObject({ year: 2027, number: 2 });
  });

  it.each([
    ['of another year', { daysOff: ['2026-12-31'] }],
    ['twice', { daysOff: ['2027-01-01'], makeUpDays: ['2027-01-01'] }],
    ['worked that is no weekend', { makeUpDays: ['2027-01-05'] }],
    ['not at all', { daysOff: [] }],
  ])('refuses a day %s, and keeps nothing', async (_, change) => {
    const before = await world.keptTexts();
    expect(await states('admin', change)).toMatchObject({ rule: 'calendar.days' });
    expect(await world.keptTexts()).toBe(before);
  });
});

describe('a provisional due date', () => {
  const stated = async (): Promise<void> => {
    world.district.state({ holidays: { ...list2027, number: 2, reason: null } });
    await world.settled();
  };

  it('is derived again once, when the list is known, and cites it', async () => {
    world.clock.set('2026-12-04T02:00:00.000Z');
    const appealId = await handled(world);
    expect((await stateOf(world, appealId))?.clock).toMatchObject({ dueAt: '2027-01-04T15:59:59.999Z', provisional: true });
    await stated();
    expect((await stateOf(world, appealId))?.clock).toMatchObject({
      status: 'RUNNING',
      dueAt: '2027-01-05T15:59:59.999Z',
      provisional: false,
    });
    expect(world.said(appealId).at(-1)).toMatchObject({
      type: 'ClockRederived',
      data: {
        clock: 'HANDLING',
        before: '2027-01-04T15:59:59.999Z',
        withdraws: false,
        lists: [{ year: 2026 }, { year: 2027, number: 2 }],
      },
    });
    await world.settled();
    expect(typesSaid(world, appealId).filter((type) => type === 'ClockRederived')).toHaveLength(1);
  });

  it('that overtakes a fired overdue takes it back, and overdue is armed for the new date', async () => {
    world.clock.set('2026-12-04T02:00:00.000Z');
    const appealId = await handled(world);
    await world.until('2027-01-05T01:00:00.000Z');
    expect(typesSaid(world, appealId).at(-1)).toBe('ClockOverdue');
    await stated();
    expect(world.said(appealId).at(-1)).toMatchObject({ type: 'ClockRederived', data: { withdraws: true } });
    expect((await stateOf(world, appealId))?.clock).toMatchObject({ status: 'RUNNING', next: 'OVERDUE' });
    await world.until('2027-01-05T16:00:00.000Z');
    expect(typesSaid(world, appealId).at(-1)).toBe('ClockOverdue');
  });

  it('that is final already is left alone', async () => {
    const appealId = await handled(world);
    await stated();
    expect(typesSaid(world, appealId)).not.toContain('ClockRederived');
  });
});
