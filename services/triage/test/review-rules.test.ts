// Promise: whatever is decided about a refusal, an answer from the desk, a joint decision or a request to withdraw is decided by whoever may,
// once, and leaves nothing behind that waits for nobody.

import { awaitedIn, remindPanel } from '../src/domain/awaited.js';
import { contest, decideContest } from '../src/domain/contest.js';
import { decideDeskAnswer, place, receive, returnToPanel, takeFromDesk } from '../src/domain/desk-answer.js';
import { settleJointly } from '../src/domain/joint-decision.js';
import { panelOf, panelsOf } from '../src/domain/panel.js';
import { rederiveClocks } from '../src/domain/rederive.js';
import { dismiss, pass } from '../src/domain/screen.js';
import { timeOut } from '../src/domain/time-out.js';
import type { ConfirmedAnswer, TriageEvent, TriageFacts, TriageState } from '../src/domain/triage-case.js';
import { noCase, noFacts } from '../src/domain/triage-case.js';
import { decideInReview, withAccused } from '../src/domain/withdrawal.js';
import {
  accepted,
  at,
  clock,
  given,
  heard,
  known,
  letters,
  officeOf,
  on,
  passed,
  reviewer,
  scope,
  secret,
  text,
  villager,
} from './support/case-states.js';

const day = 86_400_000;
const township = reviewer('t');
const refusal = { appealId: 'a', ground: 'FALSE', duplicateOfId: null, explanation: text } as const;
const dismissed = (state = accepted()) => given(state, dismiss(state, known, villager, refusal, null), 'first');
const contesting = (change: Partial<Parameters<typeof contest>[2]> = {}) => ({
  contested: { appealId: 'a', desk: 'TOWNSHIP' as const, reason: text, clock },
  centre: null,
  windowDays: 15,
  now: Date.parse(at),
  ...change,
});
const contested = (state = dismissed()) => given(state, contest(state, known, contesting()), 'p');
const decision = (upholds: boolean) => ({ appealId: 'a', upholds, explanation: text, clock });
const typesOf = (decided: readonly TriageEvent[] | object) => (decided as readonly TriageEvent[]).map(({ type }) => type);

describe('a refusal', () => {
  it('is contested until the last moment of its window, and not after it', () => {
    const last = Date.parse(at) + 15 * day;
    expect(typesOf(contest(dismissed(), known, contesting({ now: last })))).toEqual(['DismissalContested']);
    expect(contest(dismissed(), known, contesting({ now: last + 1 }))).toEqual({ refused: 'contest.window' });
    expect(contest(accepted(), known, contesting())).toEqual({ refused: 'contest.window' });
    expect(contest(passed(), known, contesting())).toEqual({ refused: 'contest.window' });
  });

  it('is contested for the petitioner only by somebody who had no part in it, and who is shown the query code', () => {
    const by = (person: string, shown = true) => contest(dismissed(), known, contesting({ centre: { person, shown } }));
    expect([by('clerk'), by('first')]).toEqual([{ refused: 'countersign.involved' }, { refused: 'countersign.involved' }]);
    expect(by('other', false)).toEqual({ refused: 'countersign.code' });
    expect(typesOf(by('other'))).toEqual(['DismissalContested']);
  });

  it('is decided on by the desk above, never by who refused or took the appeal in', () => {
    expect(decideContest(dismissed(), known, township, decision(true))).toEqual({ refused: 'triage.stage' });
    expect(decideContest(contested(), known, villager, decision(true))).toEqual({ refused: 'triage.panel' });
    for (const person of ['first', 'clerk'])
      expect(decideContest(contested(), known, reviewer(person), decision(true))).toEqual({ refused: 'triage.taken-in' });
  });

  it('that does not stand leaves a first review of its own, after which it is not contested again', () => {
    const upheld = given(contested(), decideContest(contested(), known, township, decision(true)), 't');
    expect(upheld).toMatchObject({ stage: 'SCREENING', screening: null, contest: { upheld: true, by: 't' } });
    expect(upheld.clock).toMatchObject({ kind: 'SCREENING', status: 'RUNNING' });
    const again = given(upheld, dismiss(upheld, known, township, refusal, null), 't');
    expect(contest(again, known, contesting())).toEqual({ refused: 'contest.once' });
  });

  it('that stands ends the clock, and says who decided', () => {
    const stands = given(contested(), decideContest(contested(), known, township, decision(false)), 't');
    expect(stands).toMatchObject({ stage: 'DISMISSED', clock: { status: 'ENDED' }, contest: { upheld: false, by: 't' } });
    expect(timeOut(stands, known, officeOf)).toEqual([]);
  });
});

const wish = { number: 1, callsForCall: false, takeBackUntil: null, stands: null, takenBack: false };
const asking = (state: TriageState): TriageState =>
  given(state, [{ type: 'WithdrawalAsked', v: 1, data: { appealId: 'a', number: 1, clock } }]);

describe('a request to withdraw that waits', () => {
  const answered = ['WithdrawalRefused'];

  it('is answered when the appeal is refused, by a panel or by both tracks', () => {
    const state = asking(accepted());
    expect(typesOf(dismiss(state, known, villager, refusal, null))).toEqual(['AppealDismissed', ...answered]);
    const over = dismissed(state);
    expect(over.withdrawal).toMatchObject({ status: 'REFUSED', clock: { status: 'ENDED' }, by: null });
    expect(timeOut(over, known, officeOf)).toEqual([]);
    const restricted = asking(accepted(secret));
    const proposed = given(restricted, dismiss(restricted, secret, letters('x'), refusal, null), 'x');
    expect(proposed.withdrawal?.status).toBe('ASKED');
    const digest = proposed.joint?.proposed.digest ?? '';
    expect(typesOf(settleJointly(proposed, secret, { digest, agreed: true }, () => false))).toEqual([
      'JointDecisionSettled',
      'AppealDismissed',
      ...answered,
    ]);
    expect(typesOf(settleJointly(proposed, secret, { digest, agreed: false }, () => false))).toEqual(['JointDecisionSettled']);
  });

  it('is answered when a refusal that was contested stands, and goes on waiting when it does not', () => {
    const state = asking(contested());
    expect(typesOf(decideContest(state, known, township, decision(false)))).toEqual(['ContestRefused', ...answered]);
    expect(typesOf(decideContest(state, known, township, decision(true)))).toEqual(['ContestAccepted']);
  });

  it('owes the panel, also while the question itself waits at a desk', () => {
    const placed = given(
      accepted(),
      place(accepted(), { ...known, claimed: true }, 'u-desk', { ...clock, dueAt: '2026-03-09T15:59:59.999Z' }),
    );
    expect(timeOut(placed, known, officeOf)).toMatchObject([{ data: { clock: 'SCREENING', unitId: 'u-desk' } }]);
    const early = { ...clock, dueSoonAt: '2026-03-02T10:00:00.000Z' };
    const both = given(placed, [{ type: 'WithdrawalAsked', v: 1, data: { appealId: 'a', number: 1, clock: early } }]);
    expect(timeOut(both, known, officeOf)).toMatchObject([
      { type: 'ClockDueSoon', data: { clock: 'WITHDRAWAL', unitId: null, panel: { role: 'VILLAGE_REVIEWER', regionId: 'v' } } },
    ]);
  });

  it('is decided by the panel that has the review, of whom nobody took the appeal in or reviewed it before', () => {
    const decide = (state: TriageState, by = villager, facts: TriageFacts = { ...known, wish }) =>
      decideInReview(state, facts, by, { appealId: 'a', accepts: true, reason: text, now: Date.parse(at) });
    expect(decide(asking(accepted()), township)).toEqual({ refused: 'triage.panel' });
    expect(decide(asking(accepted()), { ...villager, person: 'clerk' })).toEqual({ refused: 'triage.taken-in' });
    expect(decide(asking(passed()), reviewer('first'))).toEqual({ refused: 'triage.taken-in' });
    expect(decide(asking(dismissed()), villager)).toEqual({ refused: 'triage.stage' });
    expect(decide(accepted())).toEqual({ refused: 'withdrawal.none' });
  });

  it('ends everything that waits for the case', () => {
    const placed = given(accepted(), place(accepted(), { ...known, claimed: true }, 'u-desk', clock));
    const decided = decideInReview(asking(placed), { ...known, wish }, villager, {
      appealId: 'a',
      accepts: true,
      reason: text,
      now: Date.parse(at),
    });
    const over = given(asking(placed), decided, 'first');
    expect(over).toMatchObject({ stage: 'WITHDRAWN', consultingUnitId: null, deskAnswer: null, joint: null, proposal: null });
    expect(timeOut(over, known, officeOf)).toEqual([]);
  });

  it('of what ever accused somebody ends no case, whatever its scope says by now', () => {
    const nobody = { units: [], persons: [], since: 2026 };
    const goesOn = (facts: TriageFacts) => {
      const decided = decideInReview(asking(accepted()), { ...facts, wish }, villager, {
        appealId: 'a',
        accepts: true,
        reason: text,
        now: Date.parse(at),
      });
      return (decided as readonly TriageEvent[]).map(({ data }) => 'goesOn' in data && data.goesOn);
    };
    const conflict = { ...withAccused(known, nobody), scope: { ...scope, number: 1, recused: ['person:cousin'] } };
    expect(goesOn(conflict)).toEqual([false]);
    for (const accused of [
      { ...nobody, units: ['u'] },
      { ...nobody, persons: ['x'] },
    ])
      expect(goesOn(withAccused(withAccused(known, accused), nobody))).toEqual([true]);
    expect(goesOn({ ...known, scope: secret.scope })).toEqual([true]);
  });
});

const answer = {
  appealId: 'a',
  digest: 'sm3:answer',
  category: 'CONSULTATION',
  subject: 's',
  level: 'TOWNSHIP',
  unitId: 'u-t',
  answeredBy: { person: 'desk', post: 'post.desk' },
} as unknown as ConfirmedAnswer;
const answered: TriageFacts = { ...known, answer };

describe('a desk', () => {
  const claimed = { ...known, claimed: true };
  const placed = given(accepted(), place(accepted(), claimed, 'u-desk', clock));

  it('is given what was handed in as a consultation, once, and nothing that accuses somebody', () => {
    expect(place(accepted(), known, 'u-desk', clock)).toEqual([]);
    expect(place(accepted(), claimed, null, clock)).toEqual([]);
    expect(place(accepted(secret), { ...secret, claimed: true }, 'u-desk', clock)).toEqual([]);
    expect(place(noCase, { ...noFacts, claimed: true }, 'u-desk', clock)).toEqual([]);
    expect([place(placed, claimed, 'u-desk', clock), place(passed(), claimed, 'u-desk', clock)]).toEqual([[], []]);
    expect(pass(placed, claimed, villager, on)).toEqual({ refused: 'desk.waiting' });
    expect(dismiss(placed, claimed, villager, refusal, null)).toEqual({ refused: 'desk.waiting' });
  });

  it('loses it to the panel by its own word, or when somebody turns out to be accused', () => {
    const returned = given(placed, returnToPanel(placed, 'a', text, clock));
    expect([returned.consultingUnitId, returnToPanel(returned, 'a', text, clock)]).toEqual([null, { refused: 'desk.none' }]);
    expect(typesOf(pass(returned, known, villager, on))).toEqual(['ScreeningPassed']);
    expect(takeFromDesk(placed, scope, clock)).toEqual([]);
    expect(takeFromDesk(accepted(), secret.scope, clock)).toEqual([]);
    expect(typesOf(takeFromDesk(placed, secret.scope, clock))).toEqual(['ConsultationReturned']);
  });

  const received = given(placed, receive(placed, answered, answer, clock));
  const decide = (change: object = {}, by = villager, facts = answered, state = received) =>
    decideDeskAnswer(state, facts, by, {
      digest: 'sm3:answer',
      accepts: true,
      reason: null,
      subjectKnown: true,
      clock,
      ...change,
    });

  it('has one answer waiting at a time, which is the panel’s to decide, not of whoever gave it', () => {
    expect(receive(received, answered, answer, clock)).toEqual([]);
    expect(receive(accepted(secret), { ...secret, answer }, answer, clock)).toEqual([]);
    expect(receive(passed(), answered, answer, clock)).toEqual([]);
    expect(received).toMatchObject({ consultingUnitId: null, deskAnswer: 'sm3:answer' });
    expect(decide({}, township)).toEqual({ refused: 'triage.panel' });
    expect(decide({}, { ...villager, person: 'desk' })).toEqual({ refused: 'triage.taken-in' });
    expect(decide({}, villager, answered, accepted())).toEqual({ refused: 'desk.none' });
  });

  it('answers what was read: another digest, or a later answer, is not decided on', () => {
    expect(decide({ digest: 'sm3:other' })).toEqual({ refused: 'desk.digest' });
    expect(decide({}, villager, { ...answered, answer: { ...answer, digest: 'sm3:later' } })).toEqual({ refused: 'desk.digest' });
    expect(decide({ subjectKnown: false })).toEqual({ refused: 'triage.subject' });
    expect(decide({ accepts: false })).toMatchObject({ refused: 'desk.reason' });
  });

  it('that was wrong leaves an ordinary first review; that was right, what it stated goes to assignment', () => {
    const refused = given(received, decide({ accepts: false, reason: text }), 'first');
    expect(refused).toMatchObject({ stage: 'SCREENING', deskAnswer: null, screening: null });
    expect(given(received, decide(), 'first')).toMatchObject({
      stage: 'ASSESSED',
      deskAnswer: null,
      screening: { passed: true, reviewer: 'first' },
      assessment: {
        category: 'CONSULTATION',
        proposedUnitId: 'u-t',
        level: 'TOWNSHIP',
        reasonableness: 'REASONABLE',
        grade: 'D1',
      },
    });
  });
});

describe('whose turn it is', () => {
  const offices = {
    region: (id: string) =>
      ({ d: 'DISTRICT', t: 'TOWNSHIP', v: 'VILLAGE' })[id] && { level: { d: 'DISTRICT', t: 'TOWNSHIP', v: 'VILLAGE' }[id] },
    postsIn: (_: string, role: string) =>
      role === 'TOWNSHIP_REVIEWER' ? ['first', 'x', 'y'].map((personId) => ({ personId })) : [],
    standingOf: () => [],
  } as unknown as Parameters<typeof awaitedIn>[2];

  it('is known of a list by one word, under which each of its panels finds it', () => {
    expect([panelOf(accepted()), panelOf(passed()), panelOf(contested())]).toEqual([
      'VILLAGE_REVIEWER',
      'TOWNSHIP_REVIEWER',
      'TOWNSHIP_REVIEWER',
    ]);
    const late = given(accepted(), [
      { type: 'ClockOverdue', v: 1, data: { appealId: 'a', clock: 'SCREENING', dueAt: clock.dueAt, unitId: null } },
    ]);
    for (const role of ['VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER']) expect(panelsOf([role])).toContain(panelOf(late));
    expect(panelsOf(['HANDLER'])).toEqual([]);
  });

  it('is of the second review whoever has given no opinion, but the first reviewer', () => {
    const now = Date.parse(at);
    expect([awaitedIn(accepted(), known, offices, now), awaitedIn(passed(), { ...known, scope: null }, offices, now)]).toEqual([
      [],
      [],
    ]);
    expect(awaitedIn(passed(), known, offices, now)).toEqual(['x', 'y']);
    expect(awaitedIn(heard(passed(), 'x'), known, offices, now)).toEqual(['y']);
  });

  it('is said once a day, by a member, to the others', () => {
    const remind = (state: TriageState, person: string, awaited: readonly string[], today = '2026-03-02') =>
      remindPanel(state, known, 'a', { reviewer: reviewer(person), awaited, today });
    expect(remind(passed(), 'x', ['x'])).toEqual({ refused: 'triage.awaited' });
    expect(remind(passed(), 'first', ['x'])).toEqual({ refused: 'triage.same-reviewer' });
    const reminded = given(passed(), remind(passed(), 'x', ['x', 'y']), 'x');
    expect(reminded.remindedOn).toBe('2026-03-02');
    expect(remind(reminded, 'y', ['x'])).toEqual({ refused: 'triage.reminded' });
    expect(remind(reminded, 'y', ['x', 'y'], '2026-03-03')).toMatchObject([{ data: { personIds: ['x'], day: '2026-03-03' } }]);
  });
});

it('the clocks of review and withdrawal go by a new holiday list each by itself', () => {
  const deadline = { ...clock, dueAt: '2026-03-06T15:59:59.999Z' };
  const state = asking(accepted());
  const derived = { before: clock.dueAt, deadline, lists: [] };
  const events = rederiveClocks(state, (one) => (one?.kind === 'WITHDRAWAL' ? derived : null), Date.parse(at));
  expect(events).toMatchObject([{ type: 'ClockRederived', data: { clock: 'WITHDRAWAL', withdraws: false } }]);
  expect(given(state, events)).toMatchObject({ clock: { dueAt: clock.dueAt }, withdrawal: { clock: { dueAt: deadline.dueAt } } });
  const both = given(
    state,
    rederiveClocks(state, () => derived, Date.parse(at)),
  );
  expect(both).toMatchObject({ clock: { dueAt: deadline.dueAt }, withdrawal: { clock: { dueAt: deadline.dueAt } } });
  expect(rederiveClocks(noCase, () => derived, Date.parse(at))).toEqual([]);
});
