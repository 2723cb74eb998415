// Promise: every figure equals the list behind it, for every reader, whatever happened to the cases. SEED replays.
import { randomInt } from 'node:crypto';
import { accusing } from '@daqidi/service-testing';
import fc from 'fast-check';
import { assigned, openScoreWorld, type ScoreWorld } from './support/score-world.js';

const rates =
  'query($period: String!) { unitRates(period: $period, first: 50) { totals { closure { numerator denominator } onTime { numerator denominator } repeats { numerator denominator } overdue } edges { node { unit { id } closure { numerator denominator } onTime { numerator denominator } repeats { numerator denominator } overdue restricted { assigned closed overdue repeated } } } } }';
const list =
  'query($unitId: ID!, $period: String!, $figure: RatedFigure!, $restricted: Boolean!, $after: String) { ratedCases(unitId: $unitId, period: $period, figure: $figure, restricted: $restricted, first: 2, after: $after) { total edges { node { id } } pageInfo { endCursor hasNextPage } } }';

interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}
interface Node {
  readonly unit: { readonly id: string };
  readonly closure: Rate;
  readonly onTime: Rate;
  readonly repeats: Rate;
  readonly overdue: number;
  readonly restricted: {
    readonly assigned: number;
    readonly closed: number;
    readonly overdue: number;
    readonly repeated: number;
  } | null;
}
type Totals = Pick<Node, 'closure' | 'onTime' | 'repeats' | 'overdue'>;
const summed = (nodes: readonly Node[]): Totals => {
  const sum = (of: (node: Node) => number) => nodes.reduce((total, node) => total + of(node), 0);
  const rate = (name: 'closure' | 'onTime' | 'repeats'): Rate => ({
    numerator: sum((node) => node[name].numerator),
    denominator: sum((node) => node[name].denominator),
  });
  return { closure: rate('closure'), onTime: rate('onTime'), repeats: rate('repeats'), overdue: sum(({ overdue }) => overdue) };
};
interface Page {
  readonly total: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

const readers = ['letters-1', 'inspector', 'performance', 'auditor', 'north-head', 'housing-handler', 'south-handler'];
const periods = ['2026-03', '2026-04'];

/** Every id of the list, page by page. */
const opened = async (world: ScoreWorld, reader: string, variables: object): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await world.officer(reader).asks(list, { ...variables, after });
    const { total, edges, pageInfo } = (data as { readonly ratedCases: Page }).ratedCases;
    ids.push(...edges.map(({ node }) => node.id));
    if (!pageInfo.hasNextPage) {
      expect(total).toBe(ids.length);
      return ids;
    }
    after = pageInfo.endCursor;
  }
};

const fate = fc.record({
  unit: fc.constantFrom('u-north', 'u-housing'),
  secret: fc.boolean(),
  reassigned: fc.boolean(),
  late: fc.subarray(['u-north', 'u-housing', 'u-group']),
  reviewedLate: fc.boolean(),
  closes: fc.constantFrom('NEVER', 'MARCH', 'APRIL'),
  onTime: fc.boolean(),
  again: fc.subarray(['RepeatLinked', 'NotSolvedReported'] as const),
});

it('each number is the count of its list, in which nothing is twice, for every reader', async () => {
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`# SEED=${seed}\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 3, maxLength: 8 }), async (fates) => {
      const world = await openScoreWorld();
      const cases: { readonly id: string; readonly of: (typeof fates)[number] }[] = [];
      for (const of of fates) {
        const unitPath = [of.unit, 'u-group'];
        cases.push({ id: await assigned(world, of.secret ? accusing('u-south') : {}, { unitId: of.unit, unitPath }), of });
      }
      const close = async (month: string): Promise<void> => {
        for (const { id, of } of cases)
          if (of.closes === month) await world.hears('assignment', 'AppealClosed', id, { unitId: of.unit, onTime: of.onTime });
      };
      await close('MARCH');
      await world.until('2026-04-10T00:00:00.000Z');
      for (const { id, of } of cases)
        if (of.reassigned && of.closes === 'NEVER')
          await world.hears('assignment', 'EntryAssigned', id, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
      for (const { id, of } of cases)
        if (of.reviewedLate) await world.hears('triage', 'ClockOverdue', id, { panelUnitId: 'u-north' });
      for (const { id, of } of cases)
        for (const unitId of of.late) await world.hears('assignment', 'ClockOverdue', id, { unitId });
      for (const { id, of } of cases) for (const type of of.again) await world.hears('intake', type, id);
      await close('APRIL');
      const secrets = cases.filter(({ of }) => of.secret).map(({ id }) => id);
      for (const reader of readers)
        for (const period of periods) {
          const { data } = await world.officer(reader).asks(rates, { period });
          const { edges, totals } = (data as { unitRates: { edges: { node: Node }[]; totals: Totals } }).unitRates;
          expect(totals).toEqual(summed(edges.map(({ node }) => node)));
          for (const { node } of edges) {
            const { closure, onTime, repeats, overdue, restricted } = node;
            const told: readonly (readonly [string, boolean, number])[] = [
              ['ASSIGNED', false, closure.denominator],
              ['ASSIGNED_AND_CLOSED', false, closure.numerator],
              ['CLOSED', false, onTime.denominator],
              ['CLOSED_ON_TIME', false, onTime.numerator],
              ['OVERDUE', false, overdue],
              ['ASSIGNED', false, repeats.denominator],
              ['REPEATED', false, repeats.numerator],
              ['REPEATED', true, restricted?.repeated ?? 0],
              ['ASSIGNED', true, restricted?.assigned ?? 0],
              ['CLOSED', true, restricted?.closed ?? 0],
              ['OVERDUE', true, restricted?.overdue ?? 0],
            ];
            for (const [figure, apart, number] of told) {
              const ids = await opened(world, reader, { unitId: node.unit.id, period, figure, restricted: apart });
              expect([reader, period, figure, apart, ids.length]).toEqual([reader, period, figure, apart, number]);
              expect(new Set(ids).size).toBe(ids.length);
              expect(ids.filter((id) => secrets.includes(id) !== apart)).toEqual([]);
            }
          }
        }
      await world.stop();
    }),
    { numRuns: 4, seed },
  );
});
