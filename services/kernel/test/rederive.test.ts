// Promise: a due date that rests on a provisional list follows from start, days and calendar alone: derived again, it is what it would be
// had the final list been known, and what was said too early is taken back.
import { createWorkingCalendar, deadline, firstHolidayLists, type HolidayList, lawfulHolidays } from '@daqidi/calendar';
import { firstPolicyNumbers } from '@daqidi/schemas';
import fc from 'fast-check';
import {
  armedAt,
  endClock,
  isProvisional,
  overtakes,
  ranOut,
  rederive,
  startClock,
  startQuietClock,
  suspendClock,
  underTerms,
  warned,
} from '../src/index.js';

const policy = firstPolicyNumbers();
const directoryOf = (lists: readonly HolidayList[]) => ({
  calendar: () => createWorkingCalendar(lists),
  policyVersion: () => policy,
  holidayLists: () =>
    lists.map((list) => ({
      ...list,
      daysOff: [...list.daysOff],
      makeUpDays: [...list.makeUpDays],
      number: 1,
      source: 's',
      reason: null,
    })),
});
const seeded = firstHolidayLists();
const final = { ...lawfulHolidays(2027), daysOff: ['2027-01-01', '2027-01-04'], provisional: false };
const settled = directoryOf([...seeded.filter(({ year }) => year < 2027), final]);
const clockOf = (startedOn: string, workingDays: number) =>
  startClock('HANDLING', {
    ...deadline(createWorkingCalendar(seeded), startedOn, workingDays, policy.dueSoonWorkingDays),
    policyVersion: policy.number,
  });
const clock = clockOf('2026-12-04', 20);

it('stays what it is while nothing new is known', () => {
  expect(rederive(directoryOf(seeded), clock)).toBeNull();
  expect(rederive(settled, clockOf('2026-03-02', 20))).toBeNull();
  for (const done of [null, endClock(clock)]) expect(rederive(settled, done)).toBeNull();
});

it('is derived again once the final list is out, and cites it', () => {
  const derived = rederive(settled, clock);
  expect(derived).toMatchObject({
    before: '2027-01-04T15:59:59.999Z',
    deadline: { startedOn: '2026-12-04', workingDays: 20, dueAt: '2027-01-05T15:59:59.999Z', provisional: false },
    lists: [
      { year: 2026, number: 1 },
      { year: 2027, number: 1 },
    ],
  });
});

it('takes back what was said too early, and arms overdue again', () => {
  const derived = rederive(settled, clock);
  if (derived === null) throw new Error('nothing was derived');
  const late = ranOut(warned(clock));
  const before = Date.parse('2027-01-05T02:00:00.000Z');
  expect([overtakes(clock, derived, before), overtakes(late ?? clock, derived, before)]).toEqual([false, true]);
  expect(overtakes(late ?? clock, derived, Date.parse('2027-01-06T02:00:00.000Z'))).toBe(false);
  const again = underTerms(late ?? clock, derived.deadline, true);
  expect([again.status, armedAt(again), isProvisional(again)]).toEqual([
    'RUNNING',
    Date.parse('2027-01-05T15:59:59.999Z') + 1,
    false,
  ]);
  expect(underTerms(suspendClock(late) ?? clock, derived.deadline, true).status).toBe('SUSPENDED');
});

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

it('a clock of which nothing is said before it is overdue stays quiet', () => {
  const clock = clockOf('2026-12-20', 15);
  const quiet = startQuietClock('ORDER', clock);
  const derived = rederive(settled, quiet);
  const again = derived && underTerms(quiet, derived.deadline, false);
  expect(again?.dueAt).toBe(derived?.deadline.dueAt);
  expect(Object.keys(again ?? {})).not.toContain('dueSoonAt');
});

it(`every due date is recomputed from its start, its days and the calendar (SEED=${seed})`, () => {
  const start = fc
    .integer({ min: Date.parse('2026-10-01'), max: Date.parse('2027-06-30') })
    .map((at) => new Date(at).toISOString().slice(0, 10));
  fc.assert(
    fc.property(start, fc.integer({ min: 0, max: 40 }), (startedOn, workingDays) => {
      const known = clockOf(startedOn, workingDays);
      const derived = rederive(settled, known);
      const fresh = deadline(settled.calendar(), startedOn, workingDays, policy.dueSoonWorkingDays);
      const now = derived === null ? known : underTerms(known, derived.deadline, false);
      expect({ dueAt: now.dueAt, provisional: now.provisional }).toEqual({ dueAt: fresh.dueAt, provisional: fresh.provisional });
      expect(rederive(settled, now)).toBeNull();
    }),
    { seed, numRuns: 300 },
  );
});
