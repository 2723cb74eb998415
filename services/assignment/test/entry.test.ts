// Proves: an entry has one holder, its clock is suspended and resumed as the procedure says, and no path closes a case with an
// empty slot or with one person in two official slots.
import { armedAt } from '@daqidi/kernel';
import type { IntakeAppealSubmittedV1, Refused, TriageAppealAssessedV1 } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import {
  type CentreFilling,
  confirm,
  fillForPetitioner,
  officialSigners,
  refuse,
  sign,
  turnOf,
} from '../src/domain/countersign.js';
import { type EntryEvent, type EntryState, evolve, noEntry } from '../src/domain/entry.js';
import { accept, assign, proposeResult, recordContactAttempt, recordProgress } from '../src/domain/handle.js';
import { open } from '../src/domain/open.js';
import { timeOut } from '../src/domain/time-out.js';
import { clock, order, text } from './support/entries.js';

const submittedBy = (kind: 'NAMED' | 'ANONYMOUS' | 'NONE') =>
  ({ petitioner: { personId: 'p', kind, lookupHash: null }, queryCode: 's:h' }) as unknown as IntakeAppealSubmittedV1;
const assessed = (level: 'TOWNSHIP' | 'DISTRICT', barred: readonly string[] = []) =>
  ({
    appealId: 'a',
    category: 'RESOLUTION',
    subject: 's',
    level,
    regionId: 'v',
    regionPath: ['d', 't', 'v'],
    barred,
    restricted: barred.length > 0,
    reasonableness: 'REASONABLE',
  }) as unknown as TriageAppealAssessedV1;

const given = (
  state: EntryState,
  decided: readonly EntryEvent[] | Refused,
  person = 'system',
  time = '2026-03-03T02:00:00.000Z',
): EntryState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce((known, event) => evolve(known, { ...event, time, actor: { person, post: null } }), state);
};
const opening = { lettersOffice: 'u-letters', proposed: ['u-t', 'u-d'], clock, assigning: { ...clock, workingDays: 1 } };
const assigned = (kind: 'NAMED' | 'ANONYMOUS' | 'NONE' = 'NAMED') =>
  given(noEntry, open(noEntry, { submitted: submittedBy(kind), assessed: assessed('TOWNSHIP') }, opening));
const handling = (kind?: 'NAMED' | 'ANONYMOUS' | 'NONE') => given(assigned(kind), accept(assigned(kind), 'a', 'h'), 'h');
const result = { appealId: 'a', resultId: 'r', round: 1, outcome: 'SOLVED', text, digest: 'sm3:d' } as const;
const signing = (state = handling(), time?: string) => given(state, proposeResult(state, 'h', result), 'h', time);
const digest = result.digest;
const confirmed = (state = signing()) =>
  given(state, confirm(state, { appealId: 'a', digest, satisfaction: 'SATISFIED', order }), 'p');
const leader = (slot: 'LEADER_IN_CHARGE' | 'MAIN_LEADER', person: string, eligible = [person]) => ({
  appealId: 'a',
  digest,
  order,
  slot,
  person,
  eligible,
});
const filling: CentreFilling = {
  appealId: 'a',
  person: 'centre',
  digest,
  form: 'PROXY',
  satisfaction: 'SATISFIED',
  evidence: text,
  codeMatches: false,
  fromAbove: false,
  order,
  attemptDaysNeeded: 3,
  refusalsNeeded: 2,
};

test('the entry opens when submission and verdict are known; a district matter waits for the letters office', () => {
  expect(open(noEntry, { submitted: null, assessed: assessed('TOWNSHIP') }, opening)).toStrictEqual([]);
  expect(open(noEntry, { submitted: submittedBy('NAMED'), assessed: null }, opening)).toStrictEqual([]);
  expect(assigned().stage).toBe('ASSIGNED');
  expect(assigned().holderUnitId).toBe('u-t');
  const district = given(noEntry, open(noEntry, { submitted: submittedBy('NAMED'), assessed: assessed('DISTRICT') }, opening));
  expect([district.stage, district.holderUnitId, district.clock?.kind]).toStrictEqual(['ASSIGNING', 'u-letters', 'ASSIGNING']);
  expect(given(district, assign(district, ['u-x', 'u-d'], clock)).holderUnitId).toBe('u-x');
});

test('the accused unit is never assigned, and a unit that is gone leaves the case with the letters office', () => {
  const facts = { submitted: submittedBy('NAMED'), assessed: assessed('DISTRICT', ['unit:u-bad']) };
  const restricted = given(noEntry, open(noEntry, facts, opening));
  expect(assign(restricted, ['u-bad'], clock)).toStrictEqual({ refused: 'entry.unit' });
  const gone = given(
    noEntry,
    open(noEntry, { submitted: submittedBy('NAMED'), assessed: assessed('TOWNSHIP') }, { ...opening, proposed: null }),
  );
  expect([gone.stage, gone.holderUnitId]).toStrictEqual(['ASSIGNING', 'u-letters']);
});

test('only its handler works on it, and an outcome fits the category', () => {
  expect(accept(handling(), 'a', 'x')).toStrictEqual({ refused: 'entry.stage' });
  expect(recordProgress(handling(), 'x', 'a', text)).toStrictEqual({ refused: 'entry.handler' });
  expect(proposeResult(handling(), 'h', { ...result, outcome: 'ADOPTED' })).toStrictEqual({ refused: 'entry.outcome' });
  expect(proposeResult(handling(), 'h', { ...result, outcome: 'PLANNED' })).toStrictEqual({ refused: 'entry.planned' });
  expect(recordContactAttempt(handling(), { appealId: 'a', means: 'VISIT', on: '2026-03-03' })).toStrictEqual({
    refused: 'entry.stage',
  });
});

test('the handler’s signature suspends the timer; a refusal resumes it with the days in between counted', () => {
  expect(armedAt(handling().clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const suspended = signing();
  expect(suspended.clock?.status).toBe('SUSPENDED');
  expect(armedAt(suspended.clock)).toBeNull();
  const resumed = given(
    suspended,
    refuse(suspended, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, mayAct: true }),
    'p',
  );
  expect([resumed.stage, resumed.slots, resumed.result]).toStrictEqual(['HANDLING', [], null]);
  expect(armedAt(resumed.clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
});

test('overdue fires once, stays overdue over a refusal, and closing is judged by the handler’s signature', () => {
  const soon = given(handling(), timeOut(handling()));
  const late = given(soon, timeOut(soon));
  expect([late.clock?.status, armedAt(late.clock), timeOut(late)]).toStrictEqual(['OVERDUE', null, []]);
  const again = signing(late, '2026-04-02T02:00:00.000Z');
  const refused = given(
    again,
    refuse(again, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, mayAct: true }),
    'p',
  );
  expect([refused.clock?.status, armedAt(refused.clock)]).toStrictEqual(['OVERDUE', null]);
  const closing = sign(given(confirmed(), sign(confirmed(), leader('LEADER_IN_CHARGE', 'l')), 'l'), leader('MAIN_LEADER', 'm'));
  invariant('length' in closing);
  const closed = closing.at(-1);
  invariant(closed?.type === 'AppealClosed');
  expect([closed.data.onTime, closed.data.satisfaction]).toStrictEqual([true, 'SATISFIED']);
});

test('slots are filled in order, on the digest that was read, by whoever may', () => {
  expect(turnOf(signing(), order)).toBe('PETITIONER');
  expect(sign(signing(), leader('LEADER_IN_CHARGE', 'l'))).toStrictEqual({ refused: 'countersign.turn' });
  expect(confirm(signing(), { appealId: 'a', digest: 'sm3:other', satisfaction: 'SATISFIED', order })).toStrictEqual({
    refused: 'countersign.digest',
  });
  expect(sign(confirmed(), leader('LEADER_IN_CHARGE', 'x', ['l']))).toStrictEqual({ refused: 'countersign.person' });
  expect(
    refuse(confirmed(), { appealId: 'a', digest, slot: 'LEADER_IN_CHARGE', order, reason: text, mayAct: false }),
  ).toStrictEqual({
    refused: 'countersign.person',
  });
});

test('each form of the petitioner’s slot asks for what the procedure says', () => {
  const fill = (change: Partial<CentreFilling>, state = signing()) => fillForPetitioner(state, { ...filling, ...change });
  expect(fill({ form: 'SIGNED' })).toStrictEqual({ refused: 'countersign.form' });
  expect(fill({ evidence: null })).toStrictEqual({ refused: 'countersign.evidence' });
  expect(fill({ satisfaction: null })).toStrictEqual({ refused: 'countersign.satisfaction' });
  expect(fill({ form: 'BY_CODE' })).toStrictEqual({ refused: 'countersign.code' });
  expect(fill({ form: 'UNREACHABLE' })).toStrictEqual({ refused: 'countersign.attempts' });
  expect(fill({ form: 'ANONYMOUS_NOTICE' })).toStrictEqual({ refused: 'countersign.form' });
  expect(fill({ form: 'NO_PETITIONER' })).toStrictEqual({ refused: 'countersign.form' });
  expect(fill({ form: 'REFUSED', fromAbove: true })).toStrictEqual({ refused: 'countersign.hearing' });
  expect(fill({ form: 'BY_CODE', codeMatches: true })).toHaveProperty('length');
  expect(fill({ form: 'ANONYMOUS_NOTICE' }, signing(handling('ANONYMOUS')))).toHaveProperty('length');
  expect(fill({ form: 'NO_PETITIONER' }, signing(handling('NONE')))).toHaveProperty('length');
});

test('unreachable means attempts on as many different days, since the result', () => {
  const attempt = (state: EntryState, on: string) =>
    given(state, recordContactAttempt(state, { appealId: 'a', means: 'TELEPHONE', on }), 'c', `${on}T03:00:00.000Z`);
  const twice = attempt(attempt(attempt(signing(), '2026-03-04'), '2026-03-04'), '2026-03-05');
  expect(fillForPetitioner(twice, { ...filling, form: 'UNREACHABLE' })).toStrictEqual({ refused: 'countersign.attempts' });
  const thrice = attempt(twice, '2026-03-06');
  const byRecorder = fillForPetitioner(thrice, { ...filling, form: 'UNREACHABLE', person: 'c' });
  expect(byRecorder).toStrictEqual({ refused: 'countersign.recorder' });
  const decided = fillForPetitioner(thrice, { ...filling, form: 'UNREACHABLE' });
  invariant('length' in decided);
  expect(decided.map(({ data }) => (data as { satisfaction?: unknown }).satisfaction)).toStrictEqual([null]);
});

test('after two refusals the level above may close, counted dissatisfied', () => {
  const refused = (state: EntryState) =>
    given(state, refuse(state, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, mayAct: true }), 'p');
  const twice = signing(refused(signing(refused(signing()))));
  expect(fillForPetitioner(twice, { ...filling, form: 'REFUSED' })).toStrictEqual({ refused: 'countersign.hearing' });
  const byRecorder = fillForPetitioner(twice, { ...filling, form: 'REFUSED', fromAbove: true, person: 'p' });
  expect(byRecorder).toStrictEqual({ refused: 'countersign.recorder' });
  const heard = given(twice, fillForPetitioner(twice, { ...filling, form: 'REFUSED', fromAbove: true }), 'c');
  expect(heard.slots.at(-1)?.satisfaction).toBe('DISSATISFIED');
});

test('whatever people try, closed means four slots on one digest and different official signers', () => {
  const people = ['h', 'p', 'l', 'm', 'x'] as const;
  const tries = {
    propose: (state: EntryState, person: string) =>
      proposeResult(state, person, { ...result, digest: `sm3:${state.refusals.length}` }),
    confirm: (state: EntryState) =>
      confirm(state, { appealId: 'a', digest: state.result?.digest ?? '', satisfaction: 'SATISFIED', order }),
    refuse: (state: EntryState) =>
      refuse(state, {
        appealId: 'a',
        digest: state.result?.digest ?? '',
        slot: turnOf(state, order) ?? 'PETITIONER',
        order,
        reason: text,
        mayAct: true,
      }),
    sign: (state: EntryState, person: string) => {
      const slot = turnOf(state, order);
      if (slot !== 'LEADER_IN_CHARGE' && slot !== 'MAIN_LEADER') return { refused: 'countersign.turn' } as const;
      const eligible = people.filter((each) => !officialSigners(state).includes(each));
      return sign(state, { appealId: 'a', digest: state.result?.digest ?? '', order, slot, person, eligible });
    },
  };
  const step = fc.tuple(fc.constantFrom(...(Object.keys(tries) as (keyof typeof tries)[])), fc.constantFrom(...people));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let state = handling();
      for (const [name, person] of steps) {
        const decided = tries[name](state, person);
        if ('length' in decided) state = given(state, decided, person);
      }
      if (state.stage !== 'CLOSED') return true;
      const signers = officialSigners(state);
      return state.slots.length === 4 && new Set(signers).size === 3 && state.clock?.status === 'ENDED';
    }),
  );
});

test('a district matter that waits for a unit has a clock of its own, which ends when the unit gets its own', () => {
  const district = given(noEntry, open(noEntry, { submitted: submittedBy('NAMED'), assessed: assessed('DISTRICT') }, opening));
  expect(armedAt(district.clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const soon = given(district, timeOut(district));
  const overdue = timeOut(soon);
  expect(
    overdue.map(({ type, data }) => [type, 'clock' in data ? data.clock : null, 'unitId' in data ? data.unitId : null]),
  ).toStrictEqual([['ClockOverdue', 'ASSIGNING', 'u-letters']]);
  const late = given(soon, overdue);
  const unit = given(late, assign(late, ['u-x'], clock));
  expect([unit.clock?.kind, unit.clock?.status]).toStrictEqual(['HANDLING', 'RUNNING']);
});
