// Promise: every count of cases equals the list behind it, for every reader and filter, whatever happened to the cases. SEED replays.
import { randomInt } from 'node:crypto';
import { deadline, places, type Someone } from '@daqidi/service-testing';
import fc from 'fast-check';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

interface Answer {
  readonly cases: {
    readonly total: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly stage: string } }[];
  };
  readonly caseCounts: readonly { readonly stage: string; readonly count: number }[];
}

const asked = `query($filter: CaseFilter) {
  cases(filter: $filter, first: 50) { total edges { node { id stage } } }
  caseCounts(filter: $filter) { stage count }
}`;

/** One of each role that lists cases. */
const officers = [
  ...['letters-1', 'inspector', 'secretary', 'auditor', 'clerk', 'housing-handler', 'north-deputy', 'north-head'],
  ...['north-1', 'north-village-reviewer', 'north-grid'],
];

const filters: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { overdue: true },
  { unitId: 'u-north' },
  { category: 'COMPLAINT', regionId: places.north },
  { mine: true },
  { satisfaction: 'SATISFIED', reopened: false },
  { tag: 'SAFETY' },
  { tag: 'SAFETY', unitId: 'u-north' },
];

/** How far a case goes; each step is what another service says next. */
const road = [
  'AppealAccepted',
  'ScreeningPassed',
  'AppealAssessed',
  'EntryOpened',
  'EntryAssigned',
  'EntryAccepted',
  'AppealClosed',
] as const;

const fate = fc.record({
  region: fc.constantFrom(places.northVillage, places.southVillage),
  accused: fc.constantFrom<readonly string[]>([], ['u-housing'], ['u-north']),
  steps: fc.integer({ min: 0, max: road.length }),
  unit: fc.constantFrom('u-north', 'u-housing'),
  category: fc.constantFrom('COMPLAINT', 'RESOLUTION'),
  day: fc.constantFrom('05', '25'),
});

type Fate = typeof fate extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const live = async (world: IntakeWorld, { region, accused, steps, unit, category, day }: Fate): Promise<void> => {
  const { id } = await submit(world, { regionId: region, accusedUnitIds: accused });
  if (day === '05') await world.officer('letters-1').does('tagAppeal', { appealId: id, tags: ['SAFETY'] });
  const clock = { ...deadline, dueAt: `2026-03-${day}T15:59:59.999Z` };
  for (const type of road.slice(0, steps)) {
    if (type === 'AppealAccepted' || type === 'ScreeningPassed') await world.hears('triage', type, id, { clock });
    else if (type === 'AppealAssessed') await world.hears('triage', type, id, { category });
    else if (type === 'EntryAssigned')
      await world.hears('assignment', type, id, { unitId: unit, unitPath: [unit, 'u-group'], clock });
    else await world.hears('assignment', type, id);
  }
};

it('each count is that of its list, stage by stage, for every reader', async () => {
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`# SEED=${seed}\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 4, maxLength: 8 }), async (fates) => {
      const world = await openIntakeWorld();
      for (const each of fates) await live(world, each);
      world.clock.set('2026-03-10T00:00:00.000Z');
      const readers: readonly (readonly [string, Someone])[] = [
        ...officers.map((name) => [name, world.officer(name)] as const),
        ['zhang', world.petitioner('zhang')],
      ];
      for (const [name, reader] of readers)
        for (const filter of filters) {
          const { cases, caseCounts } = (await reader.asks(asked, { filter })).data as Answer;
          const about = `${name} ${JSON.stringify(filter)}`;
          const stages = cases.edges.map(({ node }) => node.stage);
          expect([about, cases.total]).toEqual([about, stages.length]);
          const counted = [...new Set(stages)]
            .sort()
            .map((stage) => ({ stage, count: stages.filter((each) => each === stage).length }));
          expect([about, caseCounts]).toEqual([about, counted]);
          for (const { stage, count } of caseCounts) {
            const list = ((await reader.asks(asked, { filter: { ...filter, stage } })).data as Answer).cases;
            expect([about, stage, list.total, list.edges.length]).toEqual([about, stage, count, count]);
          }
        }
      await world.stop();
    }),
    { numRuns: 2, seed },
  );
});
