// Promise: deadlines are counted by the policy in force on the day they begin, in working days of the mainland, and cite its version.
import { createWorkingCalendar, firstHolidayLists } from '@daqidi/calendar';
import { firstPolicyNumbers } from '@daqidi/schemas';
import { deadlineFrom, handlingDeadline, ownDaysLeft, ownDueAt, termsOf, unitOn, unitPathOf } from '../src/index.js';

const first = firstPolicyNumbers();
const later = { ...first, number: 2, handlingWorkingDays: { ...first.handlingWorkingDays, RESOLUTION: 10 } };
const change = Date.parse('2026-03-09T16:00:00.000Z');
const directory = {
  policy: (now: number) => (now < change ? first : later),
  calendar: () => createWorkingCalendar(firstHolidayLists()),
};
const handling = (at: string) =>
  deadlineFrom(directory, Date.parse(at), ({ handlingWorkingDays }) => handlingWorkingDays.RESOLUTION);

describe('a deadline', () => {
  it('counts from the day after, to the end of the last day in Shanghai', () => {
    expect(handling('2026-03-02T02:00:00.000Z')).toEqual({
      startedOn: '2026-03-02',
      workingDays: 20,
      dueSoonAt: '2026-03-25T15:59:59.999Z',
      dueAt: '2026-03-30T15:59:59.999Z',
      provisional: false,
      policyVersion: 1,
    });
  });

  it('begins on the day that it is in Shanghai', () => {
    expect(handling('2026-03-02T16:00:00.000Z').startedOn).toBe('2026-03-03');
  });

  it('is counted by the numbers that are in force when it begins', () => {
    expect(handling('2026-03-09T15:59:59.999Z')).toMatchObject({ workingDays: 20, policyVersion: 1 });
    expect(handling('2026-03-09T16:00:00.000Z')).toMatchObject({ workingDays: 10, policyVersion: 2 });
  });

  it('is provisional where it reaches into a year whose holidays are not known', () => {
    expect(handling('2026-12-20T02:00:00.000Z').provisional).toBe(true);
  });

  it('has terms that a clock can be rid of everything else for', () => {
    const terms = handling('2026-03-02T02:00:00.000Z');
    expect(termsOf({ ...terms, ...{ kind: 'HANDLING', status: 'RUNNING' } })).toEqual(terms);
  });
});

describe('a consultation', () => {
  it.each([
    ['in office hours', '2026-03-02T09:59:59.999Z', '2026-03-02'],
    ['before they begin', '2026-03-02T21:00:00.000Z', '2026-03-03'],
    ['after them', '2026-03-02T10:00:00.000Z', '2026-03-03'],
    ['on a Friday evening', '2026-03-06T12:00:00.000Z', '2026-03-09'],
    ['on a Saturday', '2026-03-07T02:00:00.000Z', '2026-03-09'],
    ['on a Sunday that is worked', '2026-09-20T02:00:00.000Z', '2026-09-20'],
    ['on the evening of a Sunday that is worked', '2026-09-20T12:00:00.000Z', '2026-09-21'],
    ['on a holiday in the week', '2026-10-01T02:00:00.000Z', '2026-10-08'],
  ])('that comes %s is due at the end of the right working day', (_, at, dueOn) => {
    expect(handlingDeadline(directory, Date.parse(at), 'CONSULTATION').dueAt).toBe(`${dueOn}T15:59:59.999Z`);
  });

  it('alone asks for office hours', () => {
    const at = '2026-03-02T12:00:00.000Z';
    expect(handlingDeadline(directory, Date.parse(at), 'RESOLUTION')).toEqual(handling(at));
  });
});

describe('a unit’s own days', () => {
  const calendar = directory.calendar();
  const own = { from: '2026-03-02', left: 20 };

  it('last to the end of the last of them', () => {
    expect(ownDueAt(calendar, own)).toBe('2026-03-30T15:59:59.999Z');
    expect(ownDueAt(calendar, { ...own, left: 0 })).toBe('2026-03-02T15:59:59.999Z');
    expect(ownDueAt(calendar, { ...own, left: -1 })).toBeNull();
  });

  it('are what is left of them when the work ends', () => {
    expect(ownDaysLeft(calendar, own, '2026-03-02T09:00:00.000Z')).toBe(20);
    expect(ownDaysLeft(calendar, own, '2026-03-06T09:00:00.000Z')).toBe(16);
    expect(ownDaysLeft(calendar, own, '2026-03-08T09:00:00.000Z')).toBe(16);
    expect(ownDaysLeft(calendar, own, '2026-03-30T15:59:59.999Z')).toBe(0);
  });

  it('have run out for good once the work ended too late, be it on a free day', () => {
    expect(ownDaysLeft(calendar, { ...own, left: 5 }, '2026-03-14T02:00:00.000Z')).toBe(-1);
    expect(ownDaysLeft(calendar, { ...own, left: -1 }, '2026-03-02T02:00:00.000Z')).toBe(-1);
  });
});

describe('units', () => {
  const unit = (id: string, parentId: string | null, validTo: string | null = null) =>
    ({ id, parentId, validFrom: '2026-03-02', validTo }) as unknown as ReturnType<Parameters<typeof unitOn>[0]['unit']>;
  const units = new Map([
    ['village', unit('village', 'township')],
    ['township', unit('township', 'group')],
    ['group', unit('group', null)],
    ['dissolved', unit('dissolved', 'group', '2026-03-05')],
    ['orphan', unit('orphan', 'dissolved')],
  ]);
  const known = { unit: (id: string) => units.get(id), unitAfter: (id: string) => id };
  const at = (moment: string) => Date.parse(moment);

  it('exist from their first day to their last, by the calendar of Shanghai', () => {
    expect(unitOn(known, 'dissolved', at('2026-03-01T15:59:59.999Z'))).toBeNull();
    expect(unitOn(known, 'dissolved', at('2026-03-01T16:00:00.000Z'))?.id).toBe('dissolved');
    expect(unitOn(known, 'dissolved', at('2026-03-05T15:59:59.999Z'))?.id).toBe('dissolved');
    expect(unitOn(known, 'dissolved', at('2026-03-05T16:00:00.000Z'))).toBeNull();
  });

  it('have a path of those above them, the nearest first', () => {
    expect(unitPathOf(known, 'village', at('2026-03-10T00:00:00.000Z'))).toEqual(['village', 'township', 'group']);
    expect(unitPathOf(known, 'no-such', at('2026-03-10T00:00:00.000Z'))).toBeNull();
    expect(unitPathOf(known, 'dissolved', at('2026-03-10T00:00:00.000Z'))).toBeNull();
  });

  it('end their path where nothing above exists any more', () => {
    expect(unitPathOf(known, 'orphan', at('2026-03-10T00:00:00.000Z'))).toEqual(['orphan']);
  });
});
