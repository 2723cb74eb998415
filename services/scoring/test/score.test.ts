// Proves: a row does not depend on the order in which intake and assignment are heard, and a rate over nothing is null.
import type { EventEnvelope } from '@daqidi/events';
import { accusing, samplesOf } from '@daqidi/service-testing';
import fc from 'fast-check';
import { contributionsOf } from '../src/domain/contributions.js';
import { firstClosing, noScore, rate, type Score } from '../src/domain/score.js';
import { scoreFolds } from '../src/projections/scores.js';

const event = (type: string, data: object, time: string) => ({ type, data, time }) as EventEnvelope;
const assignment = [
  event('EntryOpened', { appealId: 'a' }, '2026-03-02T02:00:00.000Z'),
  event('EntryAssigned', { unitId: 'u' }, '2026-03-02T02:00:00.000Z'),
  event('EntryAssigned', { unitId: 'w' }, '2026-04-02T02:00:00.000Z'),
  // Sealed in the month after that of the last signature, which it counts in.
  event(
    'AppealClosed',
    { unitId: 'w', round: 1, onTime: true, satisfaction: 'SATISFIED', signedAt: '2026-05-31T15:59:00.000Z' },
    '2026-05-31T16:01:00.000Z',
  ),
];
const intake = [event('AppealEvaluated', { satisfaction: 'DISSATISFIED' }, '2026-05-02T02:00:00.000Z')];

const folded = (events: readonly EventEnvelope[]): Score =>
  events.reduce((row, each) => scoreFolds.find(({ type }) => type === each.type)?.fold(row, each) ?? row, noScore);

test('the row is the same however the two streams interleave', () => {
  const expected = folded([...assignment, ...intake]);
  expect([expected.unitId, expected.assignedPeriod, firstClosing(expected)?.period]).toStrictEqual(['u', '2026-03', '2026-05']);
  fc.assert(
    fc.property(fc.nat({ max: assignment.length }), (at) => {
      expect(folded([...assignment.slice(0, at), ...intake, ...assignment.slice(at)])).toStrictEqual(expected);
    }),
  );
});

test('a case counts once for each unit and month of an overdue, by the due date, and no more where that was withdrawn', () => {
  const late = (unitId: string, dueAt: string, withdrawn = false) => [
    event('ClockOverdue', { clock: 'HANDLING', unitId, dueAt }, dueAt),
    ...(withdrawn ? [event('ClockRederived', { clock: 'HANDLING', before: dueAt, withdraws: true }, dueAt)] : []),
  ];
  const counted = (...events: readonly (readonly EventEnvelope[])[]) =>
    contributionsOf('a', folded(events.flat())).map(({ unitId, period }) => [unitId, period]);
  const march = '2026-03-31T15:59:59.999Z';
  const april = '2026-03-31T16:00:00.000Z';
  expect(counted(late('u', march), late('u', '2026-03-02T15:59:59.999Z'), late('u', april), late('w', march))).toStrictEqual([
    ['u', '2026-03'],
    ['u', '2026-04'],
    ['w', '2026-03'],
  ]);
  expect(counted(late('u', march, true))).toStrictEqual([['u', null]]);
  expect(counted(late('u', march, true), late('u', march))).toStrictEqual([['u', '2026-03']]);
  expect(counted(late('u', march), late('u', '2026-03-02T15:59:59.999Z', true))).toStrictEqual([['u', '2026-03']]);
});

test('what was a secret counts from the month on in which it ended to be one', () => {
  const opened = { ...samplesOf('a').assignment.EntryOpened, ...accusing('u-south') } as unknown as NonNullable<Score['opened']>;
  const secret: Score = { ...noScore, opened, unitId: 'u', assignedPeriod: '2026-03' };
  const scope = { ...samplesOf('a').supervision.ScopeStated } as unknown as NonNullable<Score['scope']>;
  const open: Score = { ...secret, scope, statedPeriod: '2026-06' };
  const periods = (score: Score) => contributionsOf('a', score).map(({ period }) => period);
  expect(periods(secret)).toStrictEqual(['2026-03']);
  expect(periods(open)).toStrictEqual(['2026-06']);
  const never = { ...open, opened: samplesOf('a').assignment.EntryOpened as unknown as NonNullable<Score['opened']> };
  expect(periods(never)).toStrictEqual(['2026-03']);
  expect(periods({ ...never, wasSecret: true })).toStrictEqual(['2026-06']);
});

test('rates show their counts', () => {
  expect(rate(0, 0)).toStrictEqual({ numerator: 0, denominator: 0, value: null });
  expect(rate(41_862, 42_265)).toStrictEqual({ numerator: 41_862, denominator: 42_265, value: 0.9905 });
});
