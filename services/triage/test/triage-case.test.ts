// Proves: the reviews decide by the panel whose turn it is, by different people, and what leaves triage is fit to be assigned.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { armedAt } from '@daqidi/kernel';
import type { IntakeAppealSubmittedV1, Refused } from '@daqidi/schemas';
import { accept } from '../src/domain/accept.js';
import { assess, giveOpinion, type Verdict } from '../src/domain/assess.js';
import { screeningLevel } from '../src/domain/panel.js';
import { dismiss, pass } from '../src/domain/screen.js';
import { timeOut } from '../src/domain/time-out.js';
import { evolve, noCase, noFacts, type TriageEvent, type TriageState } from '../src/domain/triage-case.js';

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
  assert.ok('length' in decided, JSON.stringify(decided));
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
const reviewer = (person: string) => ({ person, role: 'TOWNSHIP_REVIEWER' });
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
  unit: { level: 'TOWNSHIP', regionId: 't' },
  subjectKnown: true,
  opinionsNeeded: 2,
};

test('custody is taken once, and only when the submission is known', () => {
  assert.deepEqual(accept(noCase, noFacts, place, clock), []);
  assert.deepEqual(accept(accepted(), { ...noFacts, submitted }, place, clock), []);
});

test('the first review is the village’s, the next level’s where it has no panel, the district’s for a restricted appeal', () => {
  assert.equal(screeningLevel(false, place.panels), 'VILLAGE');
  assert.equal(screeningLevel(false, ['TOWNSHIP', 'DISTRICT']), 'TOWNSHIP');
  assert.equal(screeningLevel(true, place.panels), 'DISTRICT');
});

test('the township may review first only once the village’s time has run out', () => {
  const state = accepted();
  assert.deepEqual(pass(state, 'TOWNSHIP_REVIEWER', 'a', clock), { refused: 'triage.panel' });
  const late = given(given(state, timeOut(state)), timeOut(given(state, timeOut(state))));
  assert.equal(late.clock?.status, 'OVERDUE');
  assert.equal(given(late, pass(late, 'TOWNSHIP_REVIEWER', 'a', clock)).stage, 'ASSESSING');
});

test('a running clock has one timer: due-soon, then overdue, then none; an ended one has none', () => {
  const state = accepted();
  assert.equal(armedAt(state.clock), Date.parse(clock.dueSoonAt) + 1);
  const soon = given(state, timeOut(state));
  assert.equal(armedAt(soon.clock), Date.parse(clock.dueAt) + 1);
  assert.equal(armedAt(given(soon, timeOut(soon)).clock), null);
  const over = given(
    state,
    dismiss(state, 'VILLAGE_REVIEWER', { appealId: 'a', ground: 'FALSE', duplicateOfId: null, explanation: text }),
  );
  assert.equal(armedAt(over.clock), null);
  assert.deepEqual(timeOut(over), []);
});

test('a refusal names the duplicate exactly where it is one; a restricted appeal is not refused by a panel alone', () => {
  const refusal = { appealId: 'a', ground: 'DUPLICATE_OF', duplicateOfId: null, explanation: text } as const;
  assert.deepEqual(dismiss(accepted(), 'VILLAGE_REVIEWER', refusal), { refused: 'triage.duplicate' });
  assert.deepEqual(dismiss(accepted(), 'VILLAGE_REVIEWER', { ...refusal, duplicateOfId: 'a' }), { refused: 'triage.duplicate' });
  assert.deepEqual(dismiss(accepted(true), 'LETTERS_OFFICER', { ...refusal, ground: 'FALSE' }), { refused: 'triage.oversight' });
});

test('the second review is by other people, one opinion each', () => {
  assert.deepEqual(giveOpinion(accepted(), reviewer('x'), opinion), { refused: 'triage.stage' });
  assert.deepEqual(giveOpinion(passed(), reviewer('first'), opinion), { refused: 'triage.same-reviewer' });
  assert.deepEqual(giveOpinion(passed(), { person: 'x', role: 'VILLAGE_REVIEWER' }, opinion), { refused: 'triage.panel' });
  assert.deepEqual(giveOpinion(heard(passed(), 'x'), reviewer('x'), opinion), { refused: 'triage.opinion-once' });
});

test('a verdict needs its opinions and a unit that can take the case', () => {
  const assessing = heard(passed(), 'x', 'y');
  const rules = (change: Partial<Verdict>, assessment: Partial<Verdict['assessment']> = {}) =>
    assess(assessing, reviewer('x'), { ...verdict, ...change, assessment: { ...verdict.assessment, ...assessment } });
  assert.deepEqual(assess(heard(passed(), 'x'), reviewer('x'), verdict), { refused: 'triage.opinions' });
  assert.deepEqual(rules({}, { reasonableness: 'PARTLY_REASONABLE' }), { refused: 'triage.reasonable-part' });
  assert.deepEqual(rules({}, { category: 'COMPLAINT' }), { refused: 'triage.category' });
  assert.deepEqual(rules({ subjectKnown: false }), { refused: 'triage.subject' });
  assert.deepEqual(rules({ unit: null }), { refused: 'triage.unit' });
  assert.deepEqual(rules({ unit: { level: 'TOWNSHIP', regionId: 'elsewhere' } }), { refused: 'triage.unit' });
  assert.equal(given(assessing, rules({}), 'x').stage, 'ASSESSED');
});

test('the accused unit never gets the case', () => {
  const restricted = accepted(true);
  const letters = (person: string) => ({ person, role: 'LETTERS_OFFICER' });
  const screened = given(restricted, pass(restricted, 'LETTERS_OFFICER', 'a', clock), 'first');
  const one = given(screened, giveOpinion(screened, letters('x'), opinion), 'x');
  const both = given(one, giveOpinion(one, letters('y'), opinion), 'y');
  assert.deepEqual(assess(both, letters('x'), verdict), { refused: 'triage.accused' });
});
