// Promise: figures are counts over the rows that their reader may see, by unit and month, and follow from the events alone.
import { accusing, deadline } from '@daqidi/service-testing';
import { assigned, openScoreWorld, type ScoreWorld } from './support/score-world.js';

let world: ScoreWorld;
beforeEach(async () => {
  world = await openScoreWorld();
});
afterEach(() => world.stop());

const query = `query($period: String!, $first: Int, $after: String) { unitRates(period: $period, first: $first, after: $after) {
  total pageInfo { endCursor hasNextPage } edges { node {
    unit { id } formula closure { numerator denominator value } onTime { numerator denominator value }
  } }
} }`;
interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
}
interface Figures {
  readonly unit: { readonly id: string };
  readonly closure: Rate;
  readonly onTime: Rate;
}
interface Page {
  readonly total: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly edges: readonly { readonly node: Figures }[];
}
const page = async (person: string, period: string, variables: object = {}): Promise<Page> =>
  ((await world.officer(person).asks(query, { period, first: 20, ...variables })).data as { readonly unitRates: Page }).unitRates;
const figures = async (person: string, period = '2026-03') =>
  (await page(person, period)).edges.map(({ node }) => [
    node.unit.id,
    node.closure.numerator,
    node.closure.denominator,
    node.onTime.numerator,
    node.onTime.denominator,
  ]);

it('a repeat counts once, in the month in which it was assigned, and one that is a secret in no rate', async () => {
  const repeats = async (person: string) => {
    const asked =
      '{ unitRates(period: "2026-03", first: 20) { edges { node { repeats { numerator denominator } restricted { repeated } } } } }';
    const { data } = await world.officer(person).asks(asked);
    return (data as { unitRates: { edges: { node: object }[] } }).unitRates.edges.map(({ node }) => node);
  };
  const [linked, unsolved, withdrawn] = [await assigned(world), await assigned(world), await assigned(world)];
  const before = await repeats('south-handler');
  const secret = await assigned(world, accusing('u-south'));
  for (const id of [linked, secret, withdrawn]) await world.hears('intake', 'RepeatLinked', id);
  for (const id of [linked, unsolved]) await world.hears('intake', 'NotSolvedReported', id);
  await world.hears('assignment', 'WithdrawalAccepted', withdrawn);
  expect(await repeats('performance')).toEqual([{ repeats: { numerator: 2, denominator: 2 }, restricted: null }]);
  expect(await repeats('inspector')).toEqual([{ repeats: { numerator: 2, denominator: 2 }, restricted: { repeated: 1 } }]);
  // Of the accused nobody is told more than he was.
  expect(await repeats('south-handler')).toEqual(before);
});

describe('closure and punctuality', () => {
  it('count the month’s cases and of those the closed ones, and the closings in time', async () => {
    const [one, two] = [await assigned(world), await assigned(world)];
    await assigned(world);
    await world.hears('assignment', 'AppealClosed', one);
    await world.hears('assignment', 'AppealClosed', two, { onTime: false });
    expect(await figures('letters-1')).toEqual([['u-north', 2, 3, 1, 2]]);
  });

  it('count no case that its petitioner withdrew, and a complaint all the same, which goes on', async () => {
    const [one, two] = [await assigned(world), await assigned(world)];
    await world.hears('assignment', 'AppealClosed', await assigned(world));
    await world.hears('assignment', 'WithdrawalAccepted', one);
    await world.hears('assignment', 'WithdrawalAccepted', two, { goesOn: true });
    expect(await figures('letters-1')).toEqual([['u-north', 1, 2, 1, 1]]);
  });

  it('take what was reopened from the closed ones until it is closed again, and count it in its own month', async () => {
    const reopened = async (period: string) => {
      const asked = 'query($period: String!) { unitRates(period: $period, first: 20) { edges { node { reopened } } } }';
      const { data } = await world.officer('letters-1').asks(asked, { period });
      return (data as { unitRates: { edges: { node: { reopened: number } }[] } }).unitRates.edges.map(
        ({ node }) => node.reopened,
      );
    };
    const appealId = await assigned(world);
    await world.hears('assignment', 'AppealClosed', appealId);
    await world.until('2026-04-10T02:00:00.000Z');
    await world.hears('assignment', 'AppealReopened', appealId);
    expect(await figures('letters-1')).toEqual([['u-north', 0, 1, 1, 1]]);
    expect([await reopened('2026-03'), await reopened('2026-04')]).toEqual([[0], [1]]);
    await world.hears('assignment', 'AppealClosed', appealId, { round: 2 });
    expect(await figures('letters-1')).toEqual([['u-north', 1, 1, 1, 1]]);
    expect(await reopened('2026-04')).toEqual([1]);
  });

  it('show their counts, to four decimals, and null over nothing', async () => {
    const appealId = await assigned(world);
    await assigned(world);
    await assigned(world);
    const [{ node } = { node: null }] = (await page('letters-1', '2026-03')).edges;
    expect(node).toMatchObject({ formula: 1, onTime: { numerator: 0, denominator: 0, value: null } });
    await world.hears('assignment', 'AppealClosed', appealId);
    const [{ node: closed } = { node: null }] = (await page('letters-1', '2026-03')).edges;
    expect(closed).toMatchObject({ closure: { numerator: 1, denominator: 3, value: 0.3333 }, onTime: { value: 1 } });
  });

  it('count a case in the month of its first assignment, for the unit of that month, whoever has it later', async () => {
    const appealId = await assigned(world);
    await world.until('2026-04-10T00:00:00.000Z');
    await world.hears('assignment', 'EntryAssigned', appealId, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    expect(await figures('letters-1')).toEqual([['u-north', 0, 1, 0, 0]]);
    await world.hears('assignment', 'AppealClosed', appealId, { unitId: 'u-housing' });
    expect(await figures('letters-1')).toEqual([['u-north', 1, 1, 0, 0]]);
    expect(await figures('letters-1', '2026-04')).toEqual([['u-housing', 0, 0, 1, 1]]);
    await world.until('2026-05-10T00:00:00.000Z');
    await world.hears('assignment', 'AppealClosed', appealId, { unitId: 'u-housing', round: 2, onTime: false });
    expect(await figures('letters-1', '2026-04')).toEqual([['u-housing', 0, 0, 1, 1]]);
    // The second round is a row of its own, in its own month.
    expect(await figures('letters-1', '2026-05')).toEqual([['u-housing', 0, 0, 0, 1]]);
  });

  it('count an overdue for whose turn it was, in the month of the due date, whoever has the case later', async () => {
    const appealId = await assigned(world);
    await world.until('2026-04-10T00:00:00.000Z');
    await world.hears('assignment', 'ClockOverdue', appealId);
    await world.hears('assignment', 'ClockOverdue', appealId, {
      clock: 'SIGNING',
      unitId: 'u-group',
      dueAt: '2026-04-03T15:59:59.999Z',
    });
    await world.hears('assignment', 'EntryAssigned', appealId, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    const overdue = async (period: string) => {
      const asked =
        'query($period: String!) { unitRates(period: $period, first: 20) { edges { node { unit { id } overdue } } } }';
      const { data } = await world.officer('letters-1').asks(asked, { period });
      return (data as { readonly unitRates: { readonly edges: readonly { readonly node: object }[] } }).unitRates.edges.map(
        ({ node }) => node,
      );
    };
    expect(await overdue('2026-03')).toEqual([{ unit: { id: 'u-north' }, overdue: 1 }]);
    expect(await overdue('2026-04')).toEqual([{ unit: { id: 'u-group' }, overdue: 1 }]);
    const { dueAt } = deadline;
    await world.hears('assignment', 'ClockRederived', appealId, { before: dueAt, withdraws: true });
    expect(await overdue('2026-03')).toEqual([{ unit: { id: 'u-north' }, overdue: 0 }]);
  });

  it('count what a panel let run out for the unit that it sits in, also where the appeal is refused and never has an entry', async () => {
    const appealId = world.newAppeal();
    await world.hears('triage', 'AppealAccepted', appealId);
    await world.hears('triage', 'ClockOverdue', appealId);
    await world.hears('triage', 'ClockOverdue', world.newAppeal());
    await world.hears('triage', 'AppealDismissed', appealId);
    const late = async (person: string) => {
      const asked = '{ unitRates(period: "2026-03", first: 20) { edges { node { unit { id } overdue } } } }';
      const { data } = await world.officer(person).asks(asked);
      return (data as { readonly unitRates: { readonly edges: readonly { readonly node: object }[] } }).unitRates.edges.map(
        ({ node }) => node,
      );
    };
    const told = [{ unit: { id: 'u-north-village' }, overdue: 1 }];
    for (const person of ['letters-1', 'performance', 'north-village-head'])
      expect([person, await late(person)]).toEqual([person, told]);
    expect(await late('south-handler')).toEqual([]);
    await world.hears('triage', 'ClockRederived', appealId, { withdraws: true });
    expect(await late('letters-1')).toEqual([]);
  });

  it('go as far as the latest event of their reader’s cases, and say where a position has not come', async () => {
    const appealId = await assigned(world);
    world.clock.advance(60_000);
    await assigned(world, {}, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    const asked =
      'query($position: Position) { unitRates(period: "2026-03", first: 20, position: $position) { asOf stale } ratedCases(unitId: "u-north", period: "2026-03", figure: ASSIGNED, first: 20, position: $position) { asOf stale total totalIsExact } }';
    const told = async (person: string, seq = 1) => {
      const position = Buffer.from(`1 ${seq} assignment:entry:${appealId}`).toString('base64url');
      return (await world.officer(person).asks(asked, { position })).data;
    };
    const [first, second] = ['2026-03-02T02:00:00.000Z', '2026-03-02T02:01:00.000Z'];
    const list = { total: 1, totalIsExact: true };
    expect(await told('letters-1')).toEqual({
      unitRates: { asOf: second, stale: false },
      ratedCases: { asOf: second, stale: false, ...list },
    });
    expect(await told('north-head')).toMatchObject({ unitRates: { asOf: first, stale: false } });
    expect(await told('north-head', 3)).toMatchObject({ unitRates: { stale: true }, ratedCases: { stale: true } });
    expect(await told('housing-head')).toMatchObject({ unitRates: { asOf: second, stale: true } });
  });

  it('count a closing in the month it fell in, by the clock of Shanghai', async () => {
    const appealId = await assigned(world);
    await world.until('2026-03-31T16:00:00.000Z');
    await world.hears('assignment', 'AppealClosed', appealId);
    expect(await figures('letters-1', '2026-03')).toEqual([['u-north', 1, 1, 0, 0]]);
    expect(await figures('letters-1', '2026-04')).toEqual([['u-north', 0, 0, 1, 1]]);
  });

  it('do not count an event twice', async () => {
    const appealId = await assigned(world);
    const closed = await world.hears('assignment', 'AppealClosed', appealId);
    await world.hearsAgain(closed);
    expect(await figures('letters-1')).toEqual([['u-north', 1, 1, 1, 1]]);
  });

  it('are nobody’s before the case is opened', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealEvaluated', appealId);
    expect(await figures('letters-1')).toEqual([]);
  });
});

describe('who reads figures', () => {
  it('is oversight for all, and a unit’s staff for its own', async () => {
    await assigned(world);
    await assigned(world, {}, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    expect(await figures('performance')).toHaveLength(2);
    expect(await figures('north-head')).toEqual([['u-north', 0, 1, 0, 0]]);
    expect(await figures('south-handler')).toEqual([]);
  });

  it('is not a reviewer, a clerk or a petitioner', async () => {
    const asked = { period: '2026-03', first: 20 };
    for (const person of ['north-1', 'clerk'])
      expect(await world.officer(person).asks(query, asked)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.petitioner('zhang').asks(query, asked)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('counts restricted cases apart, for those who may see them', async () => {
    await assigned(world);
    const secret = await assigned(world, accusing('u-south'));
    await world.hears('assignment', 'AppealClosed', secret);
    const asked = '{ unitRates(period: "2026-03", first: 20) { edges { node { restricted { assigned closed overdue } } } } }';
    for (const [person, restricted] of [
      ['letters-1', { assigned: 1, closed: 1, overdue: 0 }],
      ['inspector', { assigned: 1, closed: 1, overdue: 0 }],
      ['north-head', { assigned: 1, closed: 1, overdue: 0 }],
      ['performance', null],
      ['auditor', null],
    ] as const)
      expect([person, (await world.officer(person).asks(asked)).data]).toEqual([
        person,
        { unitRates: { edges: [{ node: { restricted } }] } },
      ]);
  });

  it('counts no restricted case for anybody: a figure never betrays what its reader cannot open', async () => {
    await assigned(world);
    const secret = await assigned(world, accusing('u-south'));
    await world.hears('assignment', 'AppealClosed', secret);
    for (const person of ['performance', 'letters-1', 'inspector', 'auditor', 'north-head'])
      expect([person, await figures(person)]).toEqual([person, [['u-north', 0, 1, 0, 0]]]);
    const query = 'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { score { onTime } } } }';
    const appeals = [{ __typename: 'Appeal', id: secret }];
    const scored = async (person: string) => (await world.officer(person).asks(query, { appeals })).data;
    expect(await scored('letters-1')).toEqual({ _entities: [{ score: { onTime: true } }] });
    expect(await scored('performance')).toEqual({ _entities: [null] });
  });
});

describe('the list of rates', () => {
  it('is paged by unit', async () => {
    await assigned(world);
    await assigned(world, {}, { unitId: 'u-housing', unitPath: ['u-housing'] });
    const first = await page('letters-1', '2026-03', { first: 1 });
    expect([first.total, first.pageInfo.hasNextPage, first.edges[0]?.node.unit.id]).toEqual([2, true, 'u-housing']);
    const rest = await page('letters-1', '2026-03', { first: 1, after: first.pageInfo.endCursor });
    expect([rest.pageInfo.hasNextPage, rest.edges[0]?.node.unit.id]).toEqual([false, 'u-north']);
  });

  it('refuses what is no month', async () => {
    for (const period of ['2026-13', '2026-3', '', '2026-03-01'])
      expect(await world.officer('letters-1').asks(query, { period, first: 20 })).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'period',
      });
  });
});

describe('a case and a unit', () => {
  const score =
    'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { score { unit { id } assignedPeriod closedPeriod onTime satisfaction } } } }';
  const rates =
    'query($units: [_Any!]!) { _entities(representations: $units) { ... on Unit { rates(period: "2026-03") { closure { denominator } } } } }';

  it('show what the case counts for: the evaluation goes before what was confirmed', async () => {
    const id = await assigned(world);
    const appeals = [{ __typename: 'Appeal', id }];
    await world.hears('assignment', 'AppealClosed', id, { satisfaction: 'VERY_SATISFIED' });
    const counted = async () => (await world.officer('letters-1').asks(score, { appeals })).data;
    expect(await counted()).toMatchObject({
      _entities: [{ score: { unit: { id: 'u-north' }, closedPeriod: '2026-03', onTime: true, satisfaction: 'VERY_SATISFIED' } }],
    });
    await world.hears('intake', 'AppealEvaluated', id, { satisfaction: 'DISSATISFIED' });
    expect(await counted()).toMatchObject({ _entities: [{ score: { satisfaction: 'DISSATISFIED' } }] });
    expect((await world.officer('south-1').asks(score, { appeals })).data).toEqual({ _entities: [null] });
  });

  it('show a unit’s rates to those who read figures, and null to others', async () => {
    await assigned(world);
    const units = ['u-north', 'u-housing', 'no-such'].map((id) => ({ __typename: 'Unit', id }));
    expect((await world.officer('performance').asks(rates, { units })).data).toEqual({
      _entities: [{ rates: { closure: { denominator: 1 } } }, { rates: null }, null],
    });
    expect((await world.officer('north-1').asks(rates, { units })).data).toEqual({
      _entities: [{ rates: null }, { rates: null }, null],
    });
  });
});
