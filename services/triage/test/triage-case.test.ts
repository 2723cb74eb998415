// Proves: the reviews decide by the panel whose turn it is, by different people, and what leaves triage is fit to be assigned.
import { armedAt } from '@daqidi/kernel';
import type { IntakeAppealSubmittedV1, Reasonableness, Refused } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import { accept } from '../src/domain/accept.js';
import { assess, giveOpinion, type Verdict } from '../src/domain/assess.js';
import { screeningLevel } from '../src/domain/panel.js';
import { dismiss, pass } from '../src/domain/screen.js';
import { timeOut } from '../src/domain/time-out.js';
import { evolve, noCase, noFacts, type Opinion, type TriageEvent, type TriageState } from '../src/domain/triage-case.js';
import { followsOpinions } from '../src/domain/verdict.js';

const clock = {
  startedOn: '2026-03-02',
  workingDays: 2,
  dueSoonAt: '2026-03-02T15:59:59.999Z',
  dueAt: '2026-03-04T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
const text = { vaultId: 'v', commitment: 'sm3:x' };
const submitted = {
  appealId: 'a',
  regionId: 'v',
  regionPath: ['d', 't', 'v'],
  barred: [],
  restricted: false,
} as unknown as IntakeAppealSubmittedV1;
const place = { panels: ['VILLAGE', 'TOWNSHIP', 'DISTRICT'] } as const;

const given = (state: TriageState, decided: readonly TriageEvent[] | Refused, person = 'system'): TriageState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce(
    (known, event) => evolve(known, { ...event, time: '2026-03-02T02:00:00.000Z', actor: { person, post: null } }),
    state,
  );
};
const accepted = (restricted = false) =>
  given(
    noCase,
    accept(noCase, { ...noFacts, submitted: { ...submitted, restricted, barred: restricted ? ['unit:u-t'] : [] } }, place, clock),
  );
const passed = () => given(accepted(), pass(accepted(), 'VILLAGE_REVIEWER', 'a', clock), 'first');
const opinion = { appealId: 'a', office: null, reasonableness: 'REASONABLE', text } as const;
const reviewer = (person: string) => ({ person, role: 'TOWNSHIP_REVIEWER', unitId: 'u-t' });
const heard = (state: TriageState, ...people: readonly string[]) =>
  people.reduce((known, person) => given(known, giveOpinion(known, reviewer(person), opinion), person), state);
const verdict: Verdict = {
  assessment: {
    appealId: 'a',
    reasonableness: 'REASONABLE',
    reasonablePart: null,
    category: 'RESOLUTION',
    subject: 's',
    level: 'TOWNSHIP',
    grade: 'D1',
    proposedUnitId: 'u-t',
  },
  unit: { kind: 'TOWNSHIP_GOVERNMENT', level: 'TOWNSHIP', regionId: 't' },
  subjectKnown: true,
  opinionsNeeded: 2,
  reason: null,
};

test('custody is taken once, and only when the submission is known', () => {
  expect(accept(noCase, noFacts, place, clock)).toStrictEqual([]);
  expect(accept(accepted(), { ...noFacts, submitted }, place, clock)).toStrictEqual([]);
});

test('the first review is the village’s, the next level’s where it has no panel, the district’s for a restricted appeal', () => {
  expect(screeningLevel(false, place.panels)).toBe('VILLAGE');
  expect(screeningLevel(false, ['TOWNSHIP', 'DISTRICT'])).toBe('TOWNSHIP');
  expect(screeningLevel(true, place.panels)).toBe('DISTRICT');
});

test('the township may review first only once the village’s time has run out', () => {
  const state = accepted();
  expect(pass(state, 'TOWNSHIP_REVIEWER', 'a', clock)).toStrictEqual({ refused: 'triage.panel' });
  const late = given(given(state, timeOut(state)), timeOut(given(state, timeOut(state))));
  expect(late.clock?.status).toBe('OVERDUE');
  expect(given(late, pass(late, 'TOWNSHIP_REVIEWER', 'a', clock)).stage).toBe('ASSESSING');
});

test('a running clock has one timer: due-soon, then overdue, then none; an ended one has none', () => {
  const state = accepted();
  expect(armedAt(state.clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const soon = given(state, timeOut(state));
  expect(armedAt(soon.clock)).toBe(Date.parse(clock.dueAt) + 1);
  expect(armedAt(given(soon, timeOut(soon)).clock)).toBeNull();
  const over = given(
    state,
    dismiss(state, noFacts, 'VILLAGE_REVIEWER', { appealId: 'a', ground: 'FALSE', duplicateOfId: null, explanation: text }, null),
  );
  expect(armedAt(over.clock)).toBeNull();
  expect(timeOut(over)).toStrictEqual([]);
});

test('a refusal names the duplicate exactly where it is one; a restricted appeal is not refused by a panel alone', () => {
  const refusal = { appealId: 'a', explanation: text };
  const refusing = (ground: 'DUPLICATE_OF' | 'FALSE', duplicateOfId: string | null, restricted = false) =>
    dismiss(
      accepted(restricted),
      noFacts,
      restricted ? 'LETTERS_OFFICER' : 'VILLAGE_REVIEWER',
      { ...refusal, ground, duplicateOfId },
      null,
    );
  expect(refusing('DUPLICATE_OF', null)).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('DUPLICATE_OF', 'a')).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('FALSE', 'b')).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('FALSE', null, true)).toStrictEqual({ refused: 'triage.oversight' });
});

test('the second review is by other people, one opinion each', () => {
  expect(giveOpinion(accepted(), reviewer('x'), opinion)).toStrictEqual({ refused: 'triage.stage' });
  expect(giveOpinion(passed(), reviewer('first'), opinion)).toStrictEqual({ refused: 'triage.same-reviewer' });
  expect(giveOpinion(passed(), { person: 'x', role: 'VILLAGE_REVIEWER', unitId: 'u-v' }, opinion)).toStrictEqual({
    refused: 'triage.panel',
  });
  expect(giveOpinion(heard(passed(), 'x'), reviewer('x'), opinion)).toStrictEqual({ refused: 'triage.opinion-once' });
});

test('a verdict needs its opinions and a unit that can take the case', () => {
  const assessing = heard(passed(), 'x', 'y');
  const rules = (change: Partial<Verdict>, assessment: Partial<Verdict['assessment']> = {}) =>
    assess(assessing, reviewer('x'), { ...verdict, ...change, assessment: { ...verdict.assessment, ...assessment } });
  expect(assess(heard(passed(), 'x'), reviewer('x'), verdict)).toStrictEqual({ refused: 'triage.opinions' });
  expect(rules({}, { reasonableness: 'PARTLY_REASONABLE' })).toStrictEqual({ refused: 'triage.reasonable-part' });
  expect(rules({}, { category: 'COMPLAINT' })).toStrictEqual({ refused: 'triage.category' });
  expect(rules({ subjectKnown: false })).toStrictEqual({ refused: 'triage.subject' });
  expect(rules({ unit: null })).toStrictEqual({ refused: 'triage.unit' });
  expect(rules({ unit: { kind: 'TOWNSHIP_GOVERNMENT', level: 'TOWNSHIP', regionId: 'elsewhere' } })).toStrictEqual({
    refused: 'triage.unit',
  });
  expect(given(assessing, rules({}), 'x').stage).toBe('ASSESSED');
});

test('a verdict follows the opinions: no other has more of them', () => {
  const opinions = (...each: readonly Reasonableness[]) => ({
    ...noCase,
    opinions: each.map((reasonableness) => ({ reasonableness }) as Opinion),
  });
  expect(followsOpinions(opinions('REASONABLE', 'REASONABLE', 'UNREASONABLE'), 'REASONABLE')).toBe(true);
  expect(followsOpinions(opinions('REASONABLE', 'REASONABLE', 'UNREASONABLE'), 'UNREASONABLE')).toBe(false);
  const tied = opinions('REASONABLE', 'UNREASONABLE');
  const verdicts = ['REASONABLE', 'UNREASONABLE', 'PARTLY_REASONABLE'] as const;
  expect(verdicts.map((verdict) => followsOpinions(tied, verdict))).toStrictEqual([true, true, false]);
});

test('the accused unit never gets the case', () => {
  const restricted = accepted(true);
  const letters = (person: string) => ({ person, role: 'LETTERS_OFFICER', unitId: 'u-letters' });
  const screened = given(restricted, pass(restricted, 'LETTERS_OFFICER', 'a', clock), 'first');
  const one = given(screened, giveOpinion(screened, letters('x'), opinion), 'x');
  const both = given(one, giveOpinion(one, letters('y'), opinion), 'y');
  expect(assess(both, letters('x'), verdict)).toStrictEqual({ refused: 'triage.accused' });
});
