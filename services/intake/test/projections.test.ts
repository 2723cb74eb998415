// Promise: what intake knows of a case does not depend on the order in which services are heard; each event changes its own service's part.
import type { EventEnvelope } from '@daqidi/events';
import { createEventSchemas } from '@daqidi/schemas';
import type { Fold } from '@daqidi/service';
import { places, samplesOf } from '@daqidi/service-testing';
import fc from 'fast-check';
import { type AppealFacts, custodianOf, isClosed, noFacts } from '../src/domain/appeal.js';
import { type CaseParts, currentStep, noParts, runningDueAt, turnOf } from '../src/domain/case-row.js';
import { caseFolds } from '../src/projections/cases.js';
import { custodyFolds } from '../src/reactions/learn-custody.js';

type Group = 'intake' | 'triage' | 'assignment';

const samples = samplesOf('a');
let minute = 0;
const said = (service: Group, type: string, change: object = {}): EventEnvelope => {
  minute += 1;
  const data = { ...(samples[service] as Readonly<Record<string, object>>)[type], ...change };
  const time = `2026-03-02T02:${String(minute).padStart(2, '0')}:00.000Z`;
  return { service, type, data, time, actor: { person: 'somebody', post: null } } as unknown as EventEnvelope;
};

const streams: Readonly<Record<Group, readonly EventEnvelope[]>> = {
  intake: [said('intake', 'AppealSubmitted'), said('intake', 'AppealEvaluated')],
  triage: ['AppealAccepted', 'ReviewMovedUp', 'ClockOverdue', 'ScreeningPassed', 'VerdictProposed', 'AppealAssessed'].map(
    (type) => said('triage', type),
  ),
  assignment: [
    said('assignment', 'EntryOpened'),
    said('assignment', 'EntryAssigned'),
    said('assignment', 'EntryAssigned', { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] }),
    ...[
      'EntryAccepted',
      'HandlerNamed',
      'ClockOverdue',
      'ResultProposed',
      'SlotFilled',
      'ResultRefused',
      'ResultProposed',
      'CloseRequested',
      'ClosingHeldUp',
      'CloseRequested',
      'AppealClosed',
    ].map((type) => said('assignment', type)),
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
  for (const pick of [...picks, ...Array<number>(30).fill(0)]) {
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
  expect([currentStep(expected)?.stage, runningDueAt(expected), turnOf(expected)]).toEqual(['CLOSED', null, null]);
  expect(expected).toMatchObject({ unitId: 'u-housing', units: ['u-north', 'u-group', 'u-housing'], evaluated: 'SATISFIED' });
  expect(expected).toMatchObject({ handlerId: 'north-deputy', assessed: { category: 'RESOLUTION', subject: 's' }, round: 1 });
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

it('the date that is shown is that of the clock which runs: the review’s, the unit’s, the next signer’s', () => {
  const dueAt = (days: number) => `2026-04-${String(days).padStart(2, '0')}T15:59:59.999Z`;
  const clock = (days: number) => ({ clock: { dueAt: dueAt(days) } });
  const steps: readonly (readonly [EventEnvelope, string | null])[] = [
    [said('intake', 'AppealSubmitted'), null],
    [said('triage', 'AppealAccepted', clock(1)), dueAt(1)],
    [said('triage', 'ClockRederived', { clock: 'SCREENING', deadline: { dueAt: dueAt(2) } }), dueAt(2)],
    [said('triage', 'ScreeningPassed', clock(3)), dueAt(3)],
    [said('triage', 'AppealAssessed'), null],
    [said('assignment', 'EntryOpened', clock(4)), dueAt(4)],
    [said('assignment', 'EntryAssigned', clock(5)), dueAt(5)],
    [said('assignment', 'EntryAccepted'), dueAt(5)],
    [said('assignment', 'ExtensionAsked', clock(20)), dueAt(5)],
    [said('assignment', 'ClockRederived', { clock: 'EXTENSION', deadline: { dueAt: dueAt(21) } }), dueAt(5)],
    [said('assignment', 'HandlingExtended', { deadline: { dueAt: dueAt(12) } }), dueAt(12)],
    // Nothing is due while the work waits.
    [said('assignment', 'HandlingPaused'), null],
    [said('assignment', 'HandlingResumed', clock(13)), dueAt(13)],
    [said('assignment', 'ResultProposed'), null],
    [said('assignment', 'SlotFilled', clock(6)), dueAt(6)],
    [said('assignment', 'ClockRederived', { clock: 'SIGNING', deadline: { dueAt: dueAt(7) } }), dueAt(7)],
    [said('assignment', 'ClockRederived', { deadline: { dueAt: dueAt(8) } }), dueAt(7)],
    [said('assignment', 'ResultRefused', clock(9)), dueAt(9)],
    [said('assignment', 'EntryRecalled', clock(10)), dueAt(10)],
    [said('assignment', 'EntryAssigned', clock(11)), dueAt(10)],
    [said('assignment', 'CloseRequested'), null],
    [said('assignment', 'ClosingHeldUp'), null],
    [said('assignment', 'AppealClosed'), null],
  ];
  let parts = noParts;
  for (const [event, shown] of steps) {
    parts = folded(caseFolds, parts, [event]);
    expect([event.type, runningDueAt(parts)]).toEqual([event.type, shown]);
  }
});

it('every event of a case’s own streams is folded: whoever waits for one is told when it is there', () => {
  const told = createEventSchemas()
    .list()
    .filter(
      ({ group, type }) =>
        group !== 'directory' &&
        // Streams of their own: orders, the two tracks, the directory's changes, searches, exports, public texts, the knowledge base, what became of
        // suggestions.
        !(
          group === 'supervision' &&
          !/^(?:ScopeStated|ConflictDeclared|JointDecision(?:Proposed|Settled)|StreamsStated|CloseDenied|DenialLifted)$/.test(
            type,
          )
        ) &&
        !/^(?:DirectoryChanged|OfficerNamed|(?:Channel|Post)(?:Decided|Proposed)|PetitionerSearched|(?:Export|Knowledge|Notice|Publication)\w+|SuggestionAnswered|Measure(?:Planned|Done))$/.test(
          type,
        ),
    )
    .map(({ group, type }) => `${group} ${type}`);
  expect(caseFolds.map(({ service, type }) => `${service} ${type}`).sort()).toEqual([...new Set(told)].sort());
});

it('the place of a case is that of its submission', () => {
  const parts = folded<CaseParts>(caseFolds, noParts, [said('intake', 'AppealSubmitted')]);
  expect(parts.submitted?.regionPath).toEqual([places.district, places.north, places.northVillage]);
});

it('what a unit asks is its sender’s to answer, and then the case waits for the unit again', () => {
  const atUnit = [said('intake', 'AppealSubmitted'), said('assignment', 'EntryOpened'), said('assignment', 'EntryAssigned')];
  const turnAfter = (...types: readonly string[]) =>
    turnOf(folded(caseFolds, noParts, [...atUnit, ...types.map((type) => said('assignment', type))]));
  const unit = { role: 'HANDLER', unitId: 'u-north' };
  const handler = { personId: 'north-handler' };
  const sender = { desk: 'LETTERS' };
  expect(turnAfter()).toEqual(unit);
  expect(turnAfter('ObjectionMade')).toEqual(sender);
  expect(turnAfter('ObjectionMade', 'ObjectionDecided')).toEqual(unit);
  expect(turnAfter('EntryAccepted', 'ExtensionAsked')).toEqual(sender);
  expect(turnAfter('EntryAccepted', 'PauseAsked', 'PauseDecided', 'HandlingPaused')).toEqual(handler);
  // Whatever it had asked: the case has left it.
  expect(turnAfter('ObjectionMade', 'EntryRecalled')).toEqual(sender);
  expect(turnAfter('ObjectionMade', 'EntryRecalled', 'EntryAssigned')).toEqual(unit);
});
