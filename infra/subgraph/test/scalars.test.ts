// Promise: moments and days are those that the calendar has, and come out in one form.
import { dateScalar, dateTimeScalar } from '@daqidi/subgraph';

it.each(['2027-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-27', '2026-11-27T00:00:00', 7, null])(
  '%s is no moment',
  (given) => expect(() => dateTimeScalar.parseValue(given)).toThrow(/DateTime/),
);

it.each([
  ['2026-11-27T00:00:00Z', '2026-11-27T00:00:00.000Z'],
  ['2028-02-29T08:00:00+08:00', '2028-02-29T00:00:00.000Z'],
])('%s is a moment', (given, kept) => expect(dateTimeScalar.parseValue(given)).toBe(kept));

it.each(['2027-02-30', '2026-13-01', '2026-1-1', ''])('%s is no day', (given) =>
  expect(() => dateScalar.parseValue(given)).toThrow(/Date/),
);
