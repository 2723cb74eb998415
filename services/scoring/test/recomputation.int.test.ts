// Promise: every figure equals its recomputation: rows thrown away and derived again from the same events, in another order of services,
// answer the same.
import type { EventEnvelope } from '@daqidi/events';
import fc from 'fast-check';
import { contributionsOf } from '../src/domain/contributions.js';
import { noScore, rate } from '../src/domain/score.js';
import { scoreRow } from '../src/model.js';
import { assigned, openScoreWorld, type ScoreWorld } from './support/score-world.js';

const query =
  '{ unitRates(period: "2026-03", first: 20) { edges { node { unit { id } closure { numerator denominator } onTime { numerator denominator } } } } }';
const figures = async (world: ScoreWorld) => (await world.officer('letters-1').asks(query)).data;

it('figures are the same after the rows were derived anew', async () => {
  const world = await openScoreWorld();
  const heard: EventEnvelope[] = [];
  for (const [closes, onTime] of [
    [true, true],
    [true, false],
    [false, true],
  ] as const) {
    const id = world.newAppeal();
    heard.push(await world.hears('assignment', 'EntryOpened', id), await world.hears('assignment', 'EntryAssigned', id));
    if (closes) heard.push(await world.hears('assignment', 'AppealClosed', id, { onTime }));
  }
  const before = await figures(world);
  const again = await openScoreWorld();
  for (const event of heard) await again.hearsAgain(event);
  expect(await figures(again)).toEqual(before);
  expect(before).toMatchObject({
    unitRates: {
      edges: [
        {
          node: { unit: { id: 'u-north' }, closure: { numerator: 2, denominator: 3 }, onTime: { numerator: 1, denominator: 2 } },
        },
      ],
    },
  });
  await world.stop();
  await again.stop();
});

it('an evaluation that comes before the close counts like one that comes after', async () => {
  const world = await openScoreWorld();
  const [early, late] = [await assigned(world), await assigned(world)];
  await world.hears('intake', 'AppealEvaluated', early, { satisfaction: 'DISSATISFIED' });
  for (const id of [early, late]) await world.hears('assignment', 'AppealClosed', id);
  await world.hears('intake', 'AppealEvaluated', late, { satisfaction: 'DISSATISFIED' });
  const rows = await world.tools.model.scores.collection.byIds([early, late]);
  expect(rows.map(({ score }) => [score.confirmed, score.evaluated])).toEqual([
    ['SATISFIED', 'DISSATISFIED'],
    ['SATISFIED', 'DISSATISFIED'],
  ]);
  await world.stop();
});

it('a row that knows nothing of its case is nobody’s', () => {
  expect(scoreRow(noScore, new Date(0))).toMatchObject({ seenBy: [], barred: [] });
  expect(contributionsOf('a', noScore)).toEqual([]);
});

it('a rate lies between nothing and all, and is exact to four decimals', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), fc.integer({ min: 1, max: 100_000 }), (some, all) => {
      const { numerator, denominator, value } = rate(Math.min(some, all), all);
      expect([numerator, denominator]).toEqual([Math.min(some, all), all]);
      expect(Math.abs((value ?? -1) - numerator / denominator)).toBeLessThanOrEqual(0.00005 + Number.EPSILON);
    }),
  );
});
