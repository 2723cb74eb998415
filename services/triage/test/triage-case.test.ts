// Proves: the reviews decide by the panel whose turn it is, by different people, and what leaves triage is fit to be assigned.
import { armedAt } from '@daqidi/kernel';
import type { Reasonableness } from '@daqidi/schemas';
import { accept } from '../src/domain/accept.js';
import { assess, giveOpinion, type Verdict } from '../src/domain/assess.js';
import { exceptIn, lowestForAssessing, moveUp } from '../src/domain/panel.js';
import { dismiss, pass } from '../src/domain/screen.js';
import { timeOut } from '../src/domain/time-out.js';
import { noCase, noFacts, type Opinion } from '../src/domain/triage-case.js';
import { followsOpinions } from '../src/domain/verdict.js';
import {
  accepted,
  clock,
  given,
  heard,
  known,
  letters,
  officeOf,
  on,
  opinion,
  passed,
  reviewer,
  secret,
  text,
  verdict,
  villager,
} from './support/case-states.js';

test('custody is taken once, and only when the submission is known', () => {
  expect(accept(noCase, noFacts, 'VILLAGE', clock)).toStrictEqual([]);
  expect(accept(accepted(), known, 'VILLAGE', clock)).toStrictEqual([]);
});

test('the second review lies with the township at least, and never below who reviewed first', () => {
  expect(lowestForAssessing('VILLAGE')).toBe('TOWNSHIP');
  expect(lowestForAssessing('SECRETARIAT')).toBe('SECRETARIAT');
});

test('whoever brought the appeal or took it in reviews nothing of it, and the first reviewer not the second review', () => {
  expect(exceptIn(accepted(), known)).toStrictEqual(['p', 'clerk']);
  expect(exceptIn(passed(), known)).toStrictEqual(['p', 'clerk', 'first']);
  expect(exceptIn(accepted(), { ...known, takenInBy: null })).toStrictEqual(['p']);
  expect(pass(accepted(), known, { ...villager, person: 'clerk' }, on)).toStrictEqual({ refused: 'triage.taken-in' });
  expect(giveOpinion(passed(), known, reviewer('clerk'), opinion)).toStrictEqual({ refused: 'triage.taken-in' });
});

test('a review moves up where nobody competent is left, and only a review that is under way', () => {
  expect(moveUp(accepted(), 'VILLAGE')).toStrictEqual([]);
  const moved = given(accepted(), moveUp(accepted(), 'LETTERS'));
  expect([moved.stage, moved.desk]).toStrictEqual(['SCREENING', 'LETTERS']);
  expect(pass(moved, known, villager, on)).toStrictEqual({ refused: 'triage.panel' });
  expect(moveUp(noCase, 'LETTERS')).toStrictEqual([]);
});

test('what a panel lets run out counts for the unit that it sits in, vacant or not', () => {
  const alarm = { panel: { role: 'VILLAGE_REVIEWER', regionId: known.scope?.regionPath[2] ?? '' }, unitId: null };
  const [soon] = timeOut(accepted(), known, officeOf);
  expect(soon?.data).toMatchObject({ ...alarm, panelUnitId: `u-${alarm.panel.regionId}-VILLAGE_REVIEWER` });
  expect(timeOut(accepted(), known, () => null)[0]?.data).toMatchObject({ ...alarm, panelUnitId: null });
});

test('the township may review first only once the village’s time has run out', () => {
  const state = accepted();
  expect(pass(state, known, reviewer('x'), on)).toStrictEqual({ refused: 'triage.panel' });
  const late = given(
    given(state, timeOut(state, known, officeOf)),
    timeOut(given(state, timeOut(state, known, officeOf)), known, officeOf),
  );
  expect(late.clock?.status).toBe('OVERDUE');
  expect(given(late, pass(late, known, reviewer('x'), on)).stage).toBe('ASSESSING');
});

test('a running clock has one timer: due-soon, then overdue, then none; an ended one has none', () => {
  const state = accepted();
  expect(armedAt(state.clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const soon = given(state, timeOut(state, known, officeOf));
  expect(armedAt(soon.clock)).toBe(Date.parse(clock.dueAt) + 1);
  expect(armedAt(given(soon, timeOut(soon, known, officeOf)).clock)).toBeNull();
  const over = given(
    state,
    dismiss(state, known, villager, { appealId: 'a', ground: 'FALSE', duplicateOfId: null, explanation: text }, null),
  );
  expect(armedAt(over.clock)).toBeNull();
  expect(timeOut(over, known, officeOf)).toStrictEqual([]);
});

test('a refusal names the duplicate exactly where it is one; a restricted appeal is not refused by a panel alone', () => {
  const refusing = (ground: 'DUPLICATE_OF' | 'FALSE', duplicateOfId: string | null, by = villager, facts = known) =>
    dismiss(accepted(facts), facts, by, { appealId: 'a', ground, duplicateOfId, explanation: text }, null);
  expect(refusing('DUPLICATE_OF', null)).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('DUPLICATE_OF', 'a')).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('FALSE', 'b')).toStrictEqual({ refused: 'triage.duplicate' });
  expect(refusing('FALSE', null, letters('x'), secret)).toMatchObject([
    { type: 'JointDecisionProposed', data: { decision: 'DISMISSAL' } },
  ]);
});

test('the second review is by other people, one opinion each', () => {
  expect(giveOpinion(accepted(), known, reviewer('x'), opinion)).toStrictEqual({ refused: 'triage.stage' });
  expect(giveOpinion(passed(), known, reviewer('first'), opinion)).toStrictEqual({ refused: 'triage.same-reviewer' });
  expect(giveOpinion(passed(), known, { ...villager, person: 'x' }, opinion)).toStrictEqual({
    refused: 'triage.panel',
  });
  expect(giveOpinion(heard(passed(), 'x'), known, reviewer('x'), opinion)).toStrictEqual({ refused: 'triage.opinion-once' });
});

test('a verdict needs its opinions and a unit that can take the case', () => {
  const assessing = heard(passed(), 'x', 'y');
  const rules = (change: Partial<Verdict>, assessment: Partial<Verdict['assessment']> = {}) =>
    assess(assessing, known, reviewer('x'), { ...verdict, ...change, assessment: { ...verdict.assessment, ...assessment } });
  expect(assess(heard(passed(), 'x'), known, reviewer('x'), verdict)).toStrictEqual({ refused: 'triage.opinions' });
  expect(rules({}, { reasonableness: 'PARTLY_REASONABLE' })).toStrictEqual({ refused: 'triage.reasonable-part' });
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
  const restricted = accepted(secret);
  const screened = given(restricted, pass(restricted, secret, letters('first'), { ...on, desk: 'LETTERS' }), 'first');
  const one = given(screened, giveOpinion(screened, secret, letters('x'), opinion), 'x');
  const both = given(one, giveOpinion(one, secret, letters('y'), opinion), 'y');
  expect(assess(both, secret, letters('x'), { ...verdict, unitAccused: true })).toStrictEqual({ refused: 'triage.accused' });
});
