// Promise: the cases behind a number say what each of them counted for, to those alone who read figures, and only what they may see.
import { accusing } from '@daqidi/service-testing';
import { assigned, openScoreWorld, type ScoreWorld } from './support/score-world.js';

let world: ScoreWorld;
beforeEach(async () => {
  world = await openScoreWorld();
});
afterEach(() => world.stop());

const query = `query($unitId: ID!, $period: String!, $figure: RatedFigure!, $restricted: Boolean!) {
  ratedCases(unitId: $unitId, period: $period, figure: $figure, restricted: $restricted, first: 20) {
    edges { node { id round closedPeriod onTime satisfaction appeal { id } } } } }`;
const march = { unitId: 'u-north', period: '2026-03', restricted: false };
const cases = async (person: string, variables: object) => {
  const { data } = await world.officer(person).asks(query, { ...march, ...variables });
  return (data as { ratedCases: { edges: { node: object }[] } }).ratedCases.edges.map(({ node }) => node);
};

describe('a case behind a number', () => {
  it('says when the round that counts was closed, whether in time, and what the petitioner thinks by now', async () => {
    const id = await assigned(world);
    const shown = { id, appeal: { id } };
    expect(await cases('letters-1', { figure: 'ASSIGNED' })).toEqual([
      { ...shown, round: 1, closedPeriod: null, onTime: null, satisfaction: null },
    ]);
    await world.hears('assignment', 'AppealClosed', id, { onTime: false });
    await world.until('2026-04-10T02:00:00.000Z');
    await world.hears('assignment', 'AppealReopened', id);
    await world.hears('assignment', 'AppealClosed', id, { round: 2, satisfaction: 'VERY_SATISFIED' });
    const first = { ...shown, round: 1, closedPeriod: '2026-03', onTime: false, satisfaction: 'VERY_SATISFIED' };
    expect(await cases('letters-1', { figure: 'ASSIGNED' })).toEqual([first]);
    expect(await cases('letters-1', { figure: 'CLOSED' })).toEqual([first]);
    expect(await cases('letters-1', { figure: 'CLOSED_ON_TIME' })).toEqual([]);
    const second = { ...shown, round: 2, closedPeriod: '2026-04', onTime: true, satisfaction: 'VERY_SATISFIED' };
    for (const figure of ['CLOSED', 'CLOSED_ON_TIME', 'REOPENED'])
      expect([figure, await cases('letters-1', { figure, period: '2026-04' })]).toEqual([figure, [second]]);
    await world.hears('intake', 'AppealEvaluated', id, { satisfaction: 'DISSATISFIED' });
    expect(await cases('letters-1', { figure: 'CLOSED' })).toEqual([{ ...first, satisfaction: 'DISSATISFIED' }]);
  });

  it('is of no rate while it is a secret, and leaves the list apart when that ends', async () => {
    const id = await assigned(world, accusing('u-south'));
    const lists = async (person: string, period: string) => [
      (await cases(person, { figure: 'ASSIGNED', period, restricted: true })).length,
      (await cases(person, { figure: 'ASSIGNED', period })).length,
    ];
    expect([await lists('inspector', '2026-03'), await lists('performance', '2026-03')]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    await world.until('2026-04-10T02:00:00.000Z');
    const { recused } = accusing('u-south');
    await world.hears('supervision', 'ScopeStated', id, { recused });
    for (const person of ['inspector', 'performance', 'south-handler'])
      expect([person, await lists(person, '2026-03'), await lists(person, '2026-04')]).toEqual([
        person,
        [0, 0],
        [0, person === 'south-handler' ? 0 : 1],
      ]);
  });

  it('is what the accused never reads of while it is a secret, also where an overdue was his own panel’s', async () => {
    const id = world.newAppeal();
    await world.hears('triage', 'AppealAccepted', id, accusing('u-north-village'));
    await world.hears('triage', 'ClockOverdue', id);
    const own = { figure: 'OVERDUE', unitId: 'u-north-village' };
    for (const restricted of [true, false]) expect(await cases('north-village-head', { ...own, restricted })).toEqual([]);
    expect(await cases('inspector', { ...own, restricted: true })).toHaveLength(1);
  });
});

it('whoever reads no figures opens none', async () => {
  const id = await assigned(world);
  const asked = { ...march, figure: 'ASSIGNED' };
  for (const reader of [world.officer('north-1'), world.officer('clerk'), world.petitioner('zhang'), world.anybody()])
    expect(await reader.asks(query, asked)).toMatchObject({
      code: expect.stringMatching(/FORBIDDEN|UNAUTHENTICATED/),
      data: null,
    });
  expect(await cases('south-handler', { figure: 'ASSIGNED' })).toEqual([]);
  expect(await cases('north-head', { figure: 'ASSIGNED' })).toMatchObject([{ id }]);
});

it('a period that is no month is refused by its name', async () => {
  for (const period of ['2026', '2026-00', '03-2026'])
    expect(await world.officer('letters-1').asks(query, { ...march, figure: 'CLOSED', period })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'period',
    });
});

it('all units together come to the sums of their numbers, and over nothing a rate is null', async () => {
  const totals = async (period: string) => {
    const asked = `query($period: String!) { unitRates(period: $period, first: 1) { total totals {
      closure { numerator denominator value } repeats { value } overdue reopened } } }`;
    return (await world.officer('performance').asks(asked, { period })).data;
  };
  const [one, two] = [await assigned(world), await assigned(world, {}, { unitId: 'u-housing', unitPath: ['u-housing'] })];
  await world.hears('assignment', 'AppealClosed', one);
  await world.hears('assignment', 'AppealReopened', one, { round: 2 });
  await world.hears('assignment', 'AppealClosed', one, { round: 2 });
  await world.hears('intake', 'RepeatLinked', two);
  await world.hears('assignment', 'ClockOverdue', two, { unitId: 'u-housing' });
  expect(await totals('2026-03')).toEqual({
    unitRates: {
      total: 2,
      totals: { closure: { numerator: 1, denominator: 2, value: 0.5 }, repeats: { value: 0.5 }, overdue: 1, reopened: 1 },
    },
  });
  expect(await totals('2026-05')).toEqual({
    unitRates: {
      total: 0,
      totals: { closure: { numerator: 0, denominator: 0, value: null }, repeats: { value: null }, overdue: 0, reopened: 0 },
    },
  });
});
