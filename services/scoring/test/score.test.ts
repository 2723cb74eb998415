// Proves: a row does not depend on the order in which intake and assignment are heard, and a rate over nothing is null.
import type { EventEnvelope } from '@daqidi/events';
import fc from 'fast-check';
import { noScore, rate } from '../src/domain/score.js';
import { scoreFolds } from '../src/projections/scores.js';

const event = (type: string, data: object, time: string) => ({ type, data, time }) as EventEnvelope;
const assignment = [
  event('EntryOpened', { appealId: 'a' }, '2026-03-02T02:00:00.000Z'),
  event('EntryAssigned', { unitId: 'u' }, '2026-03-02T02:00:00.000Z'),
  event('EntryAssigned', { unitId: 'w' }, '2026-04-02T02:00:00.000Z'),
  event('AppealClosed', { unitId: 'w', onTime: true, satisfaction: 'SATISFIED' }, '2026-05-02T02:00:00.000Z'),
];
const intake = [event('AppealEvaluated', { satisfaction: 'DISSATISFIED' }, '2026-05-02T02:00:00.000Z')];

test('the row is the same however the two streams interleave', () => {
  const fold = (events: readonly EventEnvelope[]) =>
    events.reduce((row, each) => scoreFolds.find(({ type }) => type === each.type)?.fold(row, each) ?? row, noScore);
  const expected = fold([...assignment, ...intake]);
  expect([expected.unitId, expected.assignedPeriod, expected.closedPeriod]).toStrictEqual(['u', '2026-03', '2026-05']);
  fc.assert(
    fc.property(fc.nat({ max: assignment.length }), (at) => {
      expect(fold([...assignment.slice(0, at), ...intake, ...assignment.slice(at)])).toStrictEqual(expected);
    }),
  );
});

test('rates show their counts', () => {
  expect(rate(0, 0)).toStrictEqual({ numerator: 0, denominator: 0, value: null });
  expect(rate(41_862, 42_265)).toStrictEqual({ numerator: 41_862, denominator: 42_265, value: 0.9905 });
});
