// Promise: what becomes public has been read by two others than its writer, names officials only where that was found, and is taken down at
// once; what follows from a suggestion is planned once it was adopted, and reported once.
import type { AssignmentEvents } from '@daqidi/schemas';
import {
  accessOf,
  check,
  evolve,
  isPublic,
  noFacts,
  noPublication,
  notChecking,
  notClosed,
  notPublished,
  open,
  openDue,
  type PublicationEvent,
  type PublicationState,
  propose,
  takeDown,
  timeOut,
} from '../src/domain/publication.js';
import {
  accessOfSuggestion,
  answeredBy,
  evolveSuggestion,
  keepAnswer,
  measureOf,
  noSuggestion,
  noSuggestionFacts,
  notTogether,
  planMeasure,
  publicTextOf,
  reportDone,
  type SuggestionEvent,
  type SuggestionState,
} from '../src/domain/suggestion.js';
import { clock, text } from './support/entries.js';

const scope = { number: 0, regionPath: ['d', 't'], barred: [], recused: [], restricted: false, offices: [] };
const secret = { ...scope, restricted: true, offices: ['LETTERS' as const] };
const at = '2026-03-20T02:00:00.000Z';

describe('a public text', () => {
  const closed = {
    appealId: 'a',
    round: 1,
    category: 'COMPLAINT',
    outcome: 'SUBSTANTIATED',
    unitId: 'u',
    unitPath: ['u', 'g'],
  } as unknown as Omit<AssignmentEvents['PublicationOpened'], 'clock'>;
  const given = (
    state: PublicationState,
    decided: readonly PublicationEvent[] | object,
    person = 'writer',
    time = at,
  ): PublicationState => {
    if ('refused' in decided) throw new Error(JSON.stringify(decided));
    return (decided as readonly PublicationEvent[]).reduce(
      (known, event) => evolve(known, { ...event, time, actor: { person } }),
      state,
    );
  };
  const opened = given(noPublication, open(noPublication, { scope }, closed, clock));
  const drafted = (state = opened) => given(state, propose(state, { text, namesOfficials: false }));
  const checks = (
    state: PublicationState,
    name: 'LEADER' | 'NAME',
    person: string,
    agrees = true,
    reason: typeof text | null = null,
  ) => check(state, { check: name, person, agrees, reason });
  const half = given(drafted(), checks(drafted(), 'LEADER', 'leader'), 'leader');
  const published = given(half, checks(half, 'NAME', 'clerk'), 'clerk');

  it('is owed of what was closed and is no secret, once, on a clock only where the public is owed it', () => {
    expect([
      open(noPublication, noFacts, closed, clock),
      open(noPublication, { scope: secret }, closed, clock),
      open(opened, { scope }, closed, clock),
    ]).toEqual([[], [], []]);
    const dues = (['COMPLAINT', 'RESOLUTION', 'SUGGESTION', 'CONSULTATION'] as const).map((category) =>
      openDue(given(noPublication, open(noPublication, { scope }, { ...closed, category }, clock))),
    );
    expect(dues).toEqual([clock.dueAt, clock.dueAt, null, null]);
  });

  it('names officials only where the complaint was substantiated, and is proposed of nothing that is not closed', () => {
    expect([notClosed(noPublication), propose(noPublication, { text, namesOfficials: false })]).toEqual([
      { refused: 'publication.none' },
      { refused: 'publication.none' },
    ]);
    for (const outcome of ['PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED'] as const) {
      const other = given(noPublication, open(noPublication, { scope }, { ...closed, outcome }, clock));
      expect(propose(other, { text, namesOfficials: true })).toEqual({ refused: 'publication.officials' });
    }
    expect(propose(opened, { text, namesOfficials: true })).toHaveLength(1);
  });

  it('is read by two others than its writer, each for one thing, and published with the second', () => {
    expect(checks(opened, 'LEADER', 'leader')).toEqual({ refused: 'publication.none' });
    expect(checks(drafted(), 'LEADER', 'writer')).toEqual({ refused: 'publication.own' });
    expect(checks(half, 'NAME', 'leader')).toEqual({ refused: 'publication.own' });
    expect(notChecking(half, { check: 'LEADER', person: 'another' })).toEqual({ refused: 'publication.checked' });
    expect(isPublic(half, { scope })).toBe(false);
    expect([isPublic(published, { scope }), published.clock?.status, openDue(published)]).toEqual([true, 'ENDED', null]);
  });

  it('that one of them refuses, with a reason, is written anew', () => {
    expect(checks(drafted(), 'LEADER', 'leader', false)).toEqual({ refused: 'publication.reason' });
    const refused = given(half, checks(half, 'NAME', 'clerk', false, text), 'clerk');
    expect([refused.draft, refused.published, isPublic(refused, { scope })]).toEqual([null, null, false]);
  });

  it('that is corrected goes the same way, while the first stays, and says since when', () => {
    const again = drafted(published);
    expect(isPublic(again, { scope })).toBe(true);
    const one = given(again, checks(again, 'LEADER', 'leader'), 'leader');
    const later = given(one, checks(one, 'NAME', 'clerk'), 'clerk', '2026-04-01T02:00:00.000Z');
    expect(later.published).toMatchObject({ at, correctedAt: '2026-04-01T02:00:00.000Z' });
  });

  it('is taken down at once, with what was to take its place, and read by nobody then, nor while it is a secret', () => {
    expect([takeDown(noPublication, text), takeDown(opened, text), notPublished(opened)]).toEqual(
      Array(3).fill({ refused: 'publication.none' }),
    );
    const again = drafted(published);
    const gone = given(again, takeDown(again, text), 'leader');
    expect([gone.draft, isPublic(gone, { scope }), takeDown(gone, text)]).toEqual([null, false, { refused: 'publication.none' }]);
    expect([isPublic(published, { scope: secret }), isPublic(published, noFacts)]).toEqual([false, false]);
  });

  it('that is late says so once, to the unit, and is no less late for being public afterwards', () => {
    const late = given(half, timeOut(half), 'system');
    expect([late.overdue, timeOut(late), timeOut(published), timeOut(noPublication)]).toEqual([true, [], [], []]);
    expect(given(late, checks(late, 'NAME', 'clerk'), 'clerk').overdue).toBe(true);
    expect([accessOf(noPublication, { scope }), accessOf(opened, noFacts), accessOf(opened, { scope })?.units]).toEqual([
      null,
      null,
      ['u', 'g'],
    ]);
  });
});

describe('a suggestion', () => {
  const answer = {
    appealId: 'a',
    round: 1,
    outcome: 'ADOPTED',
    subject: 's',
    regionId: 't',
    unitPath: ['u'],
    scope,
  } as unknown as AssignmentEvents['SuggestionAnswered'];
  const given = (state: SuggestionState, decided: readonly SuggestionEvent[] | object): SuggestionState => {
    if ('refused' in decided) throw new Error(JSON.stringify(decided));
    return (decided as readonly SuggestionEvent[]).reduce(
      (known, event) => evolveSuggestion(known, { ...event, time: at }),
      state,
    );
  };
  const answered = given(noSuggestion, keepAnswer(noSuggestion, answer));
  const measure = (dueOn: string) => ({ appealId: 'a', text, dueOn }) as unknown as AssignmentEvents['MeasurePlanned'];
  const done = { appealId: 'a', report: text } as unknown as AssignmentEvents['MeasureDone'];
  const today = '2026-03-20';
  const planned = given(answered, planMeasure(answered, measure('2026-06-01'), today));

  it('is kept as its latest round answered it, whatever order the rounds are heard in', () => {
    expect([keepAnswer(answered, answer), keepAnswer(answered, { ...answer, round: 2 }).length]).toEqual([[], 1]);
    const second = given(noSuggestion, keepAnswer(noSuggestion, { ...answer, round: 2 }));
    expect(keepAnswer(second, answer)).toEqual([]);
    expect(given(planned, keepAnswer(planned, { ...answer, round: 2 })).planned).toBeNull();
  });

  it('is one by its category, and none of a secret', () => {
    const entry = (category: string) =>
      ({ opened: { category, subject: 's', regionId: 't', ...scope }, unitPath: ['u'] }) as never;
    const closing = { appealId: 'a', round: 1, outcome: 'ADOPTED' } as never;
    expect(answeredBy(entry('SUGGESTION'), { scope: null } as never, closing)).toEqual(answer);
    expect(answeredBy(entry('RESOLUTION'), { scope: null } as never, closing)).toBeNull();
    expect(answeredBy(entry('SUGGESTION'), { scope: { ...secret, number: 1 } } as never, closing)).toBeNull();
    expect(answeredBy({ opened: null, unitPath: [] } as never, { scope } as never, closing)).toBeNull();
  });

  it('leads to something where it was adopted, wholly or in part', () => {
    for (const outcome of ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'] as const) {
      const of = given(noSuggestion, keepAnswer(noSuggestion, { ...answer, outcome }));
      expect('refused' in planMeasure(of, measure(today), today)).toBe(outcome === 'NOT_ADOPTED');
    }
    expect(planMeasure(noSuggestion, measure(today), today)).toEqual({ refused: 'suggestion.not-adopted' });
  });

  it('is planned from today on for three years at most, anew as long as it is not done', () => {
    const on = (dueOn: string) => planMeasure(planned, measure(dueOn), today);
    for (const dueOn of ['2026-03-19', '2029-03-21']) expect(on(dueOn)).toEqual({ refused: 'suggestion.date', field: 'dueOn' });
    for (const dueOn of [today, '2029-03-20']) expect(on(dueOn)).toHaveLength(1);
    const over = given(planned, reportDone(planned, done));
    expect([planMeasure(over, measure(today), today), reportDone(over, done)]).toEqual([
      { refused: 'suggestion.done' },
      { refused: 'suggestion.done' },
    ]);
    expect(reportDone(answered, done)).toEqual({ refused: 'suggestion.no-measure' });
    expect([answered, planned, over].map(measureOf)).toEqual(['NONE', 'PLANNED', 'DONE']);
  });

  it('is found by its public text alone, and by none once it is a secret', () => {
    const facts = { ...noSuggestionFacts, published: { textId: 't', words: ['w'] } };
    expect(publicTextOf(answered, facts)).toEqual(facts.published);
    expect(publicTextOf(answered, { ...facts, scope: { ...secret, number: 1 } })).toBeNull();
    expect([publicTextOf(noSuggestion, facts), accessOfSuggestion(noSuggestion, facts)]).toEqual([null, null]);
  });

  it('is answered together with nineteen others at most, each once', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `a-${index}`);
    expect([notTogether(ids(1)), notTogether(ids(20))]).toEqual([null, null]);
    for (const wrong of [[], ids(21), ['a', 'a']])
      expect(notTogether(wrong)).toEqual({ refused: 'suggestion.entries', field: 'entries' });
  });
});
