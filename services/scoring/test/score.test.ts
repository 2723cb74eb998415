// Proves: a row does not depend on the order in which intake and assignment are heard, and a rate over nothing is null.
import fc from 'fast-check';
import { noScore, rate, type ScoringEvent, score } from '../src/domain/score.js';

const assignment = [
  [{ type: 'EntryOpened', data: { appealId: 'a' } }, '2026-03'],
  [{ type: 'EntryAssigned', data: { unitId: 'u' } }, '2026-03'],
  [{ type: 'EntryAssigned', data: { unitId: 'w' } }, '2026-04'],
  [{ type: 'AppealClosed', data: { onTime: true, satisfaction: 'SATISFIED' } }, '2026-05'],
] as unknown as readonly (readonly [ScoringEvent, string])[];
const intake = [[{ type: 'AppealEvaluated', data: { satisfaction: 'DISSATISFIED' } }, '2026-05']] as unknown as typeof assignment;

test('the row is the same however the two streams interleave', () => {
  const fold = (events: typeof assignment) => events.reduce((row, [event, period]) => score(row, event, period), noScore);
  const expected = fold([...assignment, ...intake]);
  expect([expected.unitId, expected.assignedPeriod, expected.closedPeriod]).toStrictEqual(['w', '2026-03', '2026-05']);
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
