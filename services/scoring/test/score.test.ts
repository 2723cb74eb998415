// Proves: a row does not depend on the order in which intake and assignment are heard, and a rate over nothing is null.
import type { EventEnvelope } from '@daqidi/events';
import { visibilityOf } from '@daqidi/kernel';
import { accusing, samplesOf } from '@daqidi/service-testing';
import fc from 'fast-check';
import { contributionsOf } from '../src/domain/contributions.js';
import { accessOf, firstClosing, noScore, rate, type Score } from '../src/domain/score.js';
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

describe('what a case counts for', () => {
  const { triage, assignment: said, supervision, intake: brought } = samplesOf('a');
  const of = (service: string, type: string, data: object, time: string) => ({ ...event(type, data, time), service });
  const streams = {
    triage: [
      of('triage', 'AppealAccepted', { ...triage.AppealAccepted, ...accusing('u-south') }, '2026-02-27T02:00:00.000Z'),
      of('triage', 'ClockOverdue', { ...triage.ClockOverdue, dueAt: '2026-02-28T15:59:59.999Z' }, '2026-02-28T16:00:00.000Z'),
    ],
    assignment: [
      of('assignment', 'EntryOpened', { ...said.EntryOpened, ...accusing('u-south') }, '2026-03-02T02:00:00.000Z'),
      of('assignment', 'EntryAssigned', said.EntryAssigned, '2026-03-02T02:00:00.000Z'),
      of('assignment', 'ClockOverdue', said.ClockOverdue, '2026-03-30T16:00:00.000Z'),
      of(
        'assignment',
        'AppealClosed',
        { ...said.AppealClosed, signedAt: '2026-04-20T02:00:00.000Z' },
        '2026-04-20T02:01:00.000Z',
      ),
      of('assignment', 'AppealReopened', said.AppealReopened, '2026-05-20T02:00:00.000Z'),
    ],
    supervision: [
      of(
        'supervision',
        'ScopeStated',
        { ...supervision.ScopeStated, ...accusing('u-south'), number: 1 },
        '2026-03-02T02:00:00.000Z',
      ),
      of('supervision', 'ScopeStated', { ...supervision.ScopeStated, number: 2 }, '2026-04-02T02:00:00.000Z'),
      of('supervision', 'ScopeStated', { ...supervision.ScopeStated, number: 3 }, '2026-06-02T02:00:00.000Z'),
    ],
    intake: [
      of('intake', 'AppealEvaluated', brought.AppealEvaluated, '2026-04-25T02:00:00.000Z'),
      of('intake', 'NotSolvedReported', brought.NotSolvedReported, '2026-05-19T02:00:00.000Z'),
    ],
  };
  const foldAll = (events: readonly EventEnvelope[]): Score =>
    events.reduce(
      (row, each) =>
        scoreFolds.find(({ service, type }) => service === each.service && type === each.type)?.fold(row, each) ?? row,
      noScore,
    );
  /** Each service's own order, and any order between them: which of them is heard next. */
  const heard = fc.shuffledSubarray(
    Object.entries(streams).flatMap(([service, events]) => events.map(() => service as keyof typeof streams)),
    { minLength: Object.values(streams).flat().length },
  );

  it('is the same whatever order the four services are heard in', () => {
    const expected = contributionsOf('a', foldAll(Object.values(streams).flat()));
    expect(expected.map(({ countedAs, unitId, period, met }) => [countedAs, unitId, period, met])).toStrictEqual([
      ['ASSIGNED', 'u-north', '2026-04', false],
      ['REPEATED', 'u-north', '2026-04', null],
      ['CLOSED', 'u-north', '2026-04', true],
      ['REOPENED', 'u-north', '2026-05', null],
      ['OVERDUE', 'u-north-village', '2026-04', null],
      ['OVERDUE', 'u-north', '2026-04', null],
    ]);
    const sorted = (score: Score) => [...contributionsOf('a', score)].sort((one, other) => one.id.localeCompare(other.id));
    fc.assert(
      fc.property(heard, (order) => {
        const next = { triage: 0, assignment: 0, supervision: 0, intake: 0 };
        const events = order.flatMap((service) => streams[service][next[service]++] ?? []);
        const score = foldAll(events);
        expect(sorted(score)).toStrictEqual(sorted(foldAll(Object.values(streams).flat())));
        expect(visibilityOf(accessOf(score)).barred).toStrictEqual([]);
      }),
    );
  });

  it('stays in the month in which its secret ended, whatever is stated of it afterwards', () => {
    const periods = (events: readonly EventEnvelope[]) =>
      contributionsOf('a', foldAll([...streams.assignment.slice(0, 2), ...events])).map(({ period }) => period);
    expect(periods(streams.supervision.slice(0, 1))).toStrictEqual(['2026-03']);
    expect(periods(streams.supervision.slice(0, 2))).toStrictEqual(['2026-04']);
    expect(periods(streams.supervision)).toStrictEqual(['2026-04']);
    const secretAgain = { ...supervision.ScopeStated, ...accusing('u-housing'), number: 4 };
    const openAgain = { ...supervision.ScopeStated, number: 5 };
    expect(
      periods([
        ...streams.supervision,
        of('supervision', 'ScopeStated', secretAgain, '2026-07-02T02:00:00.000Z'),
        of('supervision', 'ScopeStated', openAgain, '2026-08-02T02:00:00.000Z'),
      ]),
    ).toStrictEqual(['2026-08']);
  });

  it('is, of a case that its petitioner withdrew, neither an appeal nor a repeat, and what was late stays late', () => {
    const withdrawn = { ...said.WithdrawalAccepted };
    const events = [
      ...streams.assignment.slice(1, 3),
      of('intake', 'RepeatLinked', brought.RepeatLinked, '2026-03-30T16:00:00.000Z'),
      of('assignment', 'WithdrawalAccepted', withdrawn, '2026-03-31T02:00:00.000Z'),
    ];
    expect(contributionsOf('a', foldAll(events)).map(({ countedAs, period }) => [countedAs, period])).toStrictEqual([
      ['ASSIGNED', null],
      ['REPEATED', null],
      ['OVERDUE', '2026-03'],
    ]);
    const refusedThen = of('assignment', 'WithdrawalAccepted', { ...withdrawn, goesOn: true }, '2026-04-01T02:00:00.000Z');
    expect(contributionsOf('a', foldAll([...events, refusedThen]))[0]?.period).toBeNull();
  });

  it('is not changed by a round that is closed twice, nor by a statement that comes late', () => {
    const again = of(
      'assignment',
      'AppealClosed',
      { ...said.AppealClosed, onTime: false, unitId: 'w' },
      '2026-07-02T02:00:00.000Z',
    );
    const closed = streams.assignment.slice(0, 4);
    expect(contributionsOf('a', foldAll([...closed, again]))).toStrictEqual(contributionsOf('a', foldAll(closed)));
    const [first, second] = streams.supervision;
    if (first === undefined || second === undefined) throw new Error('nothing was stated');
    expect(foldAll([second, first])).toStrictEqual(foldAll([second]));
  });
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
  const open: Score = { ...secret, scope, openSince: '2026-06' };
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
