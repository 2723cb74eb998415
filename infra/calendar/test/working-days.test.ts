// Due dates follow the State Council's calendar, make-up days included, in Asia/Shanghai whatever the process's time zone; what
// rests on a year nobody knows is called provisional.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  createWorkingCalendar,
  dayInShanghai,
  deadline,
  endOfDay,
  firstHolidayLists,
  lawfulHolidays,
  monthInShanghai,
} from '../src/index.js';

const listOf = (year: number) => firstHolidayLists().filter((list) => list.year === year);
const calendar = createWorkingCalendar([...listOf(2025), ...listOf(2026)]);

test('holidays are free, make-up days are worked', () => {
  const worked = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2026-10-08', '2026-11-23'];
  const free = ['2026-01-01', '2026-02-17', '2026-04-06', '2026-05-01', '2026-06-19', '2026-09-25', '2026-10-01', '2026-10-11'];
  for (const day of worked) expect(calendar.isWorkingDay(day), day).toBe(true);
  for (const day of free) expect(calendar.isWorkingDay(day), day).toBe(false);
});

test('twenty working days over National Day', () => {
  expect(calendar.dueAfter('2026-09-23', 20)).toStrictEqual({
    at: '2026-10-28T15:59:59.999Z',
    on: '2026-10-28',
    provisional: false,
  });
  expect(calendar.workingDaysBetween('2026-09-23', '2026-10-28')).toBe(20);
});

test('what reaches into an unknown year is provisional', () => {
  expect(calendar.dueAfter('2026-12-10', 5).provisional).toBe(false);
  expect(calendar.dueAfter('2026-12-10', 20)).toStrictEqual({
    at: '2027-01-07T15:59:59.999Z',
    on: '2027-01-07',
    provisional: true,
  });
  expect(calendar.dueAfter('2027-03-01', 0).provisional).toBe(true);
  expect(calendar.dueAfter('2024-12-31', 3).provisional).toBe(true);
  const final = { ...lawfulHolidays(2027), provisional: false };
  expect(createWorkingCalendar([...listOf(2026), final]).dueAfter('2026-12-10', 20).provisional).toBe(false);
});

test('a year whose list is still to come has the holidays that the law fixes, and is provisional', () => {
  expect(lawfulHolidays(2027)).toStrictEqual({
    year: 2027,
    daysOff: [
      '2027-01-01',
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
      ...['2027-04-05', '2027-05-01', '2027-05-02', '2027-06-09', '2027-09-15'],
      ...['2027-10-01', '2027-10-02', '2027-10-03'],
    ],
    makeUpDays: [],
    provisional: true,
  });
  // Years whose list is out: what the law fixes is off in it.
  for (const year of [2025, 2026])
    for (const day of lawfulHolidays(year).daysOff) expect(calendar.isWorkingDay(day), day).toBe(false);
});

test('an appeal of the end of a year does not fall due on New Year’s Day', () => {
  const seeded = createWorkingCalendar(firstHolidayLists());
  expect(seeded.dueAfter('2026-12-04', 20)).toMatchObject({ on: '2027-01-04', provisional: true });
  expect(seeded.dueAfter('2027-01-29', 5)).toMatchObject({ on: '2027-02-09', provisional: true });
  expect(seeded.dueAfter('2031-01-01', 1).provisional).toBe(true);
});

test('a later year’s list leaves the others as they are', () => {
  const years = firstHolidayLists().map(({ year, provisional }) => [year, provisional]);
  expect(years).toStrictEqual(Array.from({ length: 24 }, (_, at) => [2004 + at, at === 23]));
});

test('a deadline warns so many working days ahead, at the earliest at the end of the first day', () => {
  expect(deadline(calendar, '2026-09-23', 20, 3)).toStrictEqual({
    startedOn: '2026-09-23',
    workingDays: 20,
    dueSoonAt: '2026-10-23T15:59:59.999Z',
    dueAt: '2026-10-28T15:59:59.999Z',
    provisional: false,
  });
  const short = deadline(calendar, '2026-09-23', 2, 3);
  expect([short.dueSoonAt, short.dueAt]).toStrictEqual(
    ['2026-09-23T15:59:59.999Z', '2026-09-27T15:59:59.999Z'].with(1, endOfDay('2026-09-28')),
  );
  const none = deadline(calendar, '2026-10-03', 0, 3);
  expect([none.dueSoonAt, none.dueAt]).toStrictEqual([endOfDay('2026-10-03'), endOfDay('2026-10-03')]);
});

test('days and months are those of Asia/Shanghai', () => {
  expect(dayInShanghai('2026-02-28T15:59:59.999Z')).toBe('2026-02-28');
  expect(dayInShanghai('2026-02-28T16:00:00.000Z')).toBe('2026-03-01');
  expect(monthInShanghai(Date.parse('2025-12-31T16:00:00.000Z'))).toBe('2026-01');
  expect(endOfDay('2028-02-29')).toBe('2028-02-29T15:59:59.999Z');
});

const days = fc
  .integer({ min: Date.parse('2025-01-01'), max: Date.parse('2026-10-31') })
  .map((at) => new Date(at).toISOString().slice(0, 10));

test('due dates and counts agree, and go up with the number of days', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (start, count) => {
      const due = calendar.dueAfter(start, count);
      expect(calendar.isWorkingDay(due.on)).toBe(true);
      expect(calendar.workingDaysBetween(start, due.on)).toBe(count);
      expect(calendar.dueAfter(start, count - 1).on < due.on).toBe(true);
      expect(dayInShanghai(due.at)).toBe(due.on);
      expect(calendar.workingDaysBetween(due.on, start)).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('the process’s time zone changes nothing', () => {
  const module = import.meta.resolve('@daqidi/calendar');
  const script = `import { createWorkingCalendar } from ${JSON.stringify(module)};
    const { firstHolidayLists } = await import(${JSON.stringify(module)});
    const calendar = createWorkingCalendar(firstHolidayLists());
    process.stdout.write(JSON.stringify([calendar.dueAfter('2026-09-23', 20).on, calendar.isWorkingDay('2026-11-23'), calendar.dueAfter('2027-01-29', 5).on]));`;
  for (const TZ of ['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai']) {
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(JSON.parse(answer), TZ).toStrictEqual(['2026-10-28', true, '2027-02-09']);
  }
});
