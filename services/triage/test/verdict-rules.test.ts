// Promise: a verdict leaves triage as the panel gave it, with whoever has to agree; what waits for both tracks is carried out as it was
// proposed, or falls.
import { assess, giveOpinion } from '../src/domain/assess.js';
import { overtaken, settleJointly, withdrawJointly } from '../src/domain/joint-decision.js';
import { dismiss, pass } from '../src/domain/screen.js';
import type { TriageEvent, TriageState } from '../src/domain/triage-case.js';
import { approve, refuse } from '../src/domain/verdict.js';
import {
  accepted,
  given,
  heard,
  known,
  letters,
  on,
  opinion,
  passed,
  reviewer,
  secret,
  text,
  verdict,
} from './support/case-states.js';

const refusal = { appealId: 'a', ground: 'FALSE', duplicateOfId: null, explanation: text } as const;
const typesOf = (decided: readonly TriageEvent[] | object) => (decided as readonly TriageEvent[]).map(({ type }) => type);

describe('a joint decision', () => {
  const restricted = accepted(secret);
  const proposed = given(restricted, dismiss(restricted, secret, letters('x'), refusal, null), 'x');
  const settle = (state: TriageState, agreed: boolean, facts = secret) =>
    settleJointly(state, facts, { digest: state.joint?.proposed.digest ?? '', agreed }, (unitId) => unitId === 'u-bad');

  it('is the decision of whoever proposed it, made at the moment when both have agreed', () => {
    const later = given(proposed, settle(proposed, true), 'system', '2026-03-09T02:00:00.000Z');
    expect(later.screening).toMatchObject({ passed: false, reviewer: 'x', post: null, at: '2026-03-09T02:00:00.000Z' });
  });

  it('has another digest each time, so that no old consent speaks for a new proposal', () => {
    const back = given(proposed, withdrawJointly(proposed));
    const again = given(back, dismiss(back, secret, letters('x'), refusal, null), 'x');
    const { digest } = proposed.joint?.proposed ?? {};
    expect(again.joint?.proposed.digest).not.toBe(digest);
    expect(settleJointly(again, secret, { digest: digest ?? '', agreed: true }, () => false)).toEqual([]);
    expect([withdrawJointly(back), settle(back, true)]).toEqual([{ refused: 'joint.none' }, []]);
  });

  it('keeps the reviews still while it is open, and falls when the case is no secret any more', () => {
    expect(pass(proposed, secret, letters('y'), on)).toEqual({ refused: 'joint.open' });
    expect(dismiss(proposed, secret, letters('y'), refusal, null)).toEqual({ refused: 'joint.open' });
    expect([overtaken(proposed, secret), overtaken(accepted(), known)]).toEqual([[], []]);
    expect(typesOf(overtaken(proposed, known))).toEqual(['JointDecisionWithdrawn']);
  });

  const screened = given(restricted, pass(restricted, secret, letters('first'), { ...on, desk: 'LETTERS' }), 'first');
  const opinions = ['x', 'y'].reduce(
    (state, person) => given(state, giveOpinion(state, secret, letters(person), opinion), person),
    screened,
  );
  const judged = (change: object = {}, reason: typeof text | null = null) => {
    const assessment = { ...verdict.assessment, level: 'DISTRICT' as const, ...change };
    const unit = { kind: 'DEPARTMENT' as const, level: 'DISTRICT' as const, regionId: 'd' };
    return assess(opinions, secret, letters('x'), { ...verdict, unit, assessment, reason });
  };

  it('is asked for where a restricted appeal is turned against its petitioner, and the verdict is of whoever gave it', () => {
    expect(typesOf(judged({ category: 'COMPLAINT' }))).toEqual(['AppealAssessed']);
    expect(judged({ category: 'COMPLAINT', reasonableness: 'UNREASONABLE' })).toEqual({ refused: 'triage.differing' });
    for (const decided of [
      judged({ category: 'RESOLUTION' }),
      judged({ category: 'COMPLAINT', reasonableness: 'UNREASONABLE' }, text),
    ])
      expect(typesOf(decided)).toEqual(['JointDecisionProposed']);
    const waits = given(opinions, judged({ category: 'RESOLUTION' }), 'x');
    expect(giveOpinion(waits, secret, letters('z'), opinion)).toEqual({ refused: 'joint.open' });
    expect(given(waits, settle(waits, true)).assessment).toMatchObject({ category: 'RESOLUTION', reviewer: 'x', approved: null });
  });

  it('that names a unit which is accused by now is not carried out, and the panel judges again', () => {
    const waits = given(opinions, judged({ category: 'RESOLUTION', proposedUnitId: 'u-bad' }), 'x');
    expect(typesOf(settle(waits, true))).toEqual(['JointDecisionWithdrawn']);
    expect(typesOf(settle(waits, false))).toEqual(['JointDecisionSettled']);
    expect(given(waits, settle(waits, true))).toMatchObject({ stage: 'ASSESSING', joint: null });
  });
});

describe('a verdict against the majority', () => {
  const assessing = heard(passed(), 'x', 'y');
  const differs = { ...verdict, assessment: { ...verdict.assessment, reasonableness: 'UNREASONABLE' as const }, reason: text };
  const proposed = given(assessing, assess(assessing, known, reviewer('x'), differs), 'x');
  const leader = { person: 'head', unitId: 'u-t' };

  it('waits for the leader of the panel’s government, who is not whoever proposed it', () => {
    expect(proposed).toMatchObject({ stage: 'ASSESSING', asked: ['u-t'] });
    expect(approve(assessing, known, leader)).toEqual({ refused: 'triage.proposal' });
    for (const other of [
      { ...leader, unitId: 'u-other' },
      { ...leader, person: 'x' },
      { ...leader, unitId: null },
    ])
      expect([approve(proposed, known, other), refuse(proposed, other, 'a', text)]).toEqual([
        { refused: 'triage.leader' },
        { refused: 'triage.leader' },
      ]);
  });

  it('stands by his word as the panel’s, with his name beside it, unless the case has become a secret', () => {
    expect(approve(proposed, secret, leader)).toEqual({ refused: 'triage.both-tracks' });
    expect(typesOf(refuse(proposed, leader, 'a', text))).toEqual(['VerdictRefused']);
    const stands = given(proposed, approve(proposed, known, leader), 'head');
    expect(stands.assessment).toMatchObject({ reviewer: 'x', approved: { by: 'head', reason: text } });
  });

  it('falls by his word, and another verdict of the panel stands by itself', () => {
    const fell = given(proposed, refuse(proposed, leader, 'a', text), 'head');
    expect(approve(fell, known, leader)).toEqual({ refused: 'triage.proposal' });
    expect(given(proposed, assess(proposed, known, reviewer('y'), verdict), 'y').assessment).toMatchObject({
      reviewer: 'y',
      approved: null,
    });
  });
});

describe('helpers', () => {
  it('are units that fit, each once, at most ten, and not the one that leads', () => {
    const assessing = heard(passed(), 'x', 'y');
    const helped = (helperUnitIds: string[], helpersFit = true) =>
      assess(assessing, known, reviewer('x'), { ...verdict, helpersFit, assessment: { ...verdict.assessment, helperUnitIds } });
    const many = (count: number) => Array.from({ length: count }, (_, index) => `u-${index}`);
    for (const units of [['u-h', 'u-h'], ['u-t'], many(11)]) expect(helped(units)).toMatchObject({ refused: 'triage.helper' });
    expect(helped(['u-h'], false)).toMatchObject({ refused: 'triage.helper', field: 'helperUnitIds' });
    for (const units of [[], many(10)]) expect(typesOf(helped(units))).toEqual(['AppealAssessed']);
  });
});
