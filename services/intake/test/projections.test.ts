// Promise: what intake knows of a case does not depend on the order in which services are heard; each event changes its own service's part.
import type { EventEnvelope } from '@daqidi/events';
import type { Fold } from '@daqidi/service';
import { places, samplesOf } from '@daqidi/service-testing';
import fc from 'fast-check';
import { type AppealFacts, custodianOf, isClosed, noFacts } from '../src/domain/appeal.js';
import { type CaseParts, currentStep, noParts } from '../src/domain/case-row.js';
import { caseFolds } from '../src/projections/cases.js';
import { custodyFolds } from '../src/reactions/learn-custody.js';

type Group = 'intake' | 'triage' | 'assignment';

const samples = samplesOf('a');
let minute = 0;
const said = (service: Group, type: string, change: object = {}): EventEnvelope => {
  minute += 1;
  const data = { ...(samples[service] as Readonly<Record<string, object>>)[type], ...change };
  return { service, type, data, time: `2026-03-02T02:${String(minute).padStart(2, '0')}:00.000Z` } as unknown as EventEnvelope;
};

const streams: Readonly<Record<Group, readonly EventEnvelope[]>> = {
  intake: [said('intake', 'AppealSubmitted'), said('intake', 'AppealEvaluated')],
  triage: ['AppealAccepted', 'ClockOverdue', 'ScreeningPassed', 'AppealAssessed'].map((type) => said('triage', type)),
  assignment: [
    said('assignment', 'EntryOpened'),
    said('assignment', 'EntryAssigned'),
    said('assignment', 'EntryAssigned', { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] }),
    ...['EntryAccepted', 'ClockOverdue', 'ResultProposed', 'ResultRefused', 'ResultProposed', 'AppealClosed'].map((type) =>
      said('assignment', type),
    ),
  ],
};

const folded = <Known>(folds: readonly Fold<Known>[], from: Known, events: readonly EventEnvelope[]): Known =>
  events.reduce(
    (known, event) =>
      folds.find(({ service, type }) => service === event.service && type === event.type)?.fold(known, event) ?? known,
    from,
  );

/** The three streams, each in its order, mixed as the picks say. */
const mixed = (picks: readonly number[]): readonly EventEnvelope[] => {
  const waiting = Object.values(streams).map((events) => [...events]);
  const all: EventEnvelope[] = [];
  for (const pick of [...picks, ...Array<number>(20).fill(0)]) {
    const left = waiting.filter((events) => events.length > 0);
    const next = left[pick % Math.max(left.length, 1)]?.shift();
    if (next !== undefined) all.push(next);
  }
  return all;
};

const orders = fc.array(fc.nat({ max: 2 }), { minLength: 15, maxLength: 15 }).map(mixed);
const inOrder = Object.values(streams).flat();

it('a row is the same in whatever order the services are heard', () => {
  const expected = folded<CaseParts>(caseFolds, noParts, inOrder);
  expect(currentStep(expected)).toMatchObject({ stage: 'CLOSED', overdue: true });
  expect(expected).toMatchObject({ unitId: 'u-housing', units: ['u-north', 'u-group', 'u-housing'], evaluated: 'SATISFIED' });
  fc.assert(fc.property(orders, (events) => expect(folded(caseFolds, noParts, events)).toEqual(expected)));
});

it('what an appeal is told of its custody is the same, too', () => {
  const expected = folded<AppealFacts>(custodyFolds, noFacts, inOrder);
  expect([custodianOf(expected), isClosed(expected)]).toEqual(['ASSIGNMENT', true]);
  fc.assert(fc.property(orders, (events) => expect(folded(custodyFolds, noFacts, events)).toEqual(expected)));
});

it('custody never goes back while more is heard', () => {
  const rank = { INTAKE: 0, TRIAGE: 1, ASSIGNMENT: 2 };
  fc.assert(
    fc.property(orders, (events) => {
      let known: AppealFacts = noFacts;
      for (const event of events) {
        const before = rank[custodianOf(known)];
        known = folded(custodyFolds, known, [event]);
        expect(rank[custodianOf(known)]).toBeGreaterThanOrEqual(before);
      }
    }),
  );
});

it.each([
  ['triage', 'triage', 'assignment'],
  ['assignment', 'assignment', 'triage'],
] as const)('an overdue clock of %s marks that service’s step and no other', (service, late, other) => {
  const begun = folded<CaseParts>(caseFolds, noParts, [
    said('intake', 'AppealSubmitted'),
    said('triage', 'AppealAccepted'),
    said('assignment', 'EntryAssigned'),
  ]);
  const marked = folded(caseFolds, begun, [said(service, 'ClockOverdue')]);
  expect([marked[late]?.overdue, marked[other]?.overdue]).toEqual([true, false]);
});

it('an overdue clock of a service that has not spoken yet marks nothing', () => {
  expect(folded<CaseParts>(caseFolds, noParts, [said('triage', 'ClockOverdue')])).toEqual(noParts);
});

it('the place of a case is that of its submission', () => {
  const parts = folded<CaseParts>(caseFolds, noParts, [said('intake', 'AppealSubmitted')]);
  expect(parts.submitted?.regionPath).toEqual([places.district, places.north, places.northVillage]);
});
