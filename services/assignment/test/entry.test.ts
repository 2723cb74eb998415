// Proves: an entry has one holder, its clock is suspended and resumed as the procedure says, and no path closes a case with an
// empty slot or with one person in two official slots.
import { armedAt } from '@daqidi/kernel';
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import { concludeClosing } from '../src/domain/closing.js';
import {
  type CentreFilling,
  confirm,
  fillForPetitioner,
  officialSigners,
  refuse,
  sign,
  turnOf,
} from '../src/domain/countersign.js';
import { type EntryState, noEntry } from '../src/domain/entry.js';
import { assign, proposeResult, recordContactAttempt, recordProgress } from '../src/domain/handle.js';
import { accept, handlingUnit, nameHandler } from '../src/domain/handler.js';
import { open } from '../src/domain/open.js';
import { ordersOpen } from '../src/domain/orders.js';
import { recall } from '../src/domain/recall.js';
import { nextDueAt, timeOut } from '../src/domain/time-out.js';
import { noTracks } from '../src/domain/tracks.js';
import {
  agreedTo,
  clock,
  leaving,
  naming,
  order,
  proposing,
  resumption,
  solved,
  terms,
  text,
  unasked,
} from './support/entries.js';
import { assessed, given, scope, submittedBy } from './support/entry-life.js';

const nobody = { turnUnitId: null, lettersOffice: null, decidingUnitId: null, resuming: null };
/** Everybody who may try has a handler's post in the township. */
const handlersOf = (unitId: string): readonly string[] => (unitId === 'u-t' ? ['h', 'p', 'l', 'm', 'x'] : []);
const by = (person: string) => ({ person, handlersOf, ...proposing });
const assigning = { ...clock, workingDays: 1 };
const opening = { lettersOffice: 'u-letters', proposed: ['u-t', 'u-d'], clock, accepting: assigning, assigning, signing: clock };
const assigned = (kind: 'NAMED' | 'ANONYMOUS' | 'NONE' = 'NAMED') =>
  given(
    noEntry,
    open(
      noEntry,
      {
        submitted: submittedBy(kind),
        assessed: assessed('TOWNSHIP'),
        takenInBy: null,
        orders: {},
        tracks: noTracks,
        answers: {},
        scope,
        ...unasked,
      },
      opening,
    ),
  );
const handling = (kind?: 'NAMED' | 'ANONYMOUS' | 'NONE') =>
  given(assigned(kind), accept(assigned(kind), { appealId: 'a', handlerId: 'h', handlersOf }), 'h');
const result = { appealId: 'a', ...solved };
const signing = (state = handling(), time?: string) => given(state, proposeResult(state, by('h'), result), 'h', time);
const digest = result.digest;
const confirmed = (state = signing()) =>
  given(state, confirm(state, { appealId: 'a', digest, satisfaction: 'SATISFIED', terms }), 'p');
const leader = (slot: 'LEADER_IN_CHARGE' | 'MAIN_LEADER', person: string, eligible = [person]) => ({
  appealId: 'a',
  digest,
  terms,
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
  involved: false,
  fromAbove: false,
  terms,
  attemptDaysNeeded: 3,
  refusalsNeeded: 2,
};

test('the entry opens when submission and verdict are known; a district matter waits for the letters office', () => {
  expect(
    open(
      noEntry,
      {
        submitted: null,
        assessed: assessed('TOWNSHIP'),
        takenInBy: null,
        orders: {},
        tracks: noTracks,
        answers: {},
        scope,
        ...unasked,
      },
      opening,
    ),
  ).toStrictEqual([]);
  expect(
    open(
      noEntry,
      {
        submitted: submittedBy('NAMED'),
        assessed: null,
        takenInBy: null,
        orders: {},
        tracks: noTracks,
        answers: {},
        scope,
        ...unasked,
      },
      opening,
    ),
  ).toStrictEqual([]);
  expect(assigned().stage).toBe('ASSIGNED');
  expect(assigned().holderUnitId).toBe('u-t');
  const district = given(
    noEntry,
    open(
      noEntry,
      {
        submitted: submittedBy('NAMED'),
        assessed: assessed('DISTRICT'),
        takenInBy: null,
        orders: {},
        tracks: noTracks,
        answers: {},
        scope,
        ...unasked,
      },
      opening,
    ),
  );
  expect([district.stage, district.holderUnitId, district.clock?.kind]).toStrictEqual(['ASSIGNING', 'u-letters', 'ASSIGNING']);
  expect(given(district, assign(district, naming(['u-x', 'u-d']))).holderUnitId).toBe('u-x');
});

test('a unit that is gone or in conflict never gets the case: it waits with the letters office', () => {
  const facts = {
    submitted: submittedBy('NAMED'),
    assessed: assessed('TOWNSHIP'),
    takenInBy: null,
    ...unasked,
    orders: {},
    tracks: noTracks,
    answers: {},
    scope,
  };
  const waiting = given(noEntry, open(noEntry, facts, { ...opening, proposed: null }));
  expect([waiting.stage, waiting.holderUnitId]).toStrictEqual(['ASSIGNING', 'u-letters']);
  expect(assign(waiting, naming(null))).toStrictEqual({ refused: 'entry.unit' });
});

test('a case leaves the unit that turns out to be accused, with its clock and without its signatures', () => {
  const isAccused = (unit: string) => unit === 'u-t';
  expect(recall(signing(), (unit) => unit === 'u-other', leaving)).toStrictEqual([]);
  const recalled = given(signing(), recall(signing(), isAccused, leaving));
  expect([recalled.ownDays, recalled.signingClock]).toStrictEqual([{ from: clock.startedOn, left: 20 }, null]);
  expect([recalled.stage, recalled.holderUnitId, recalled.slots, recalled.result]).toStrictEqual([
    'ASSIGNING',
    'u-letters',
    [],
    null,
  ]);
  expect(recalled.clock).toMatchObject({ kind: 'HANDLING', status: 'RUNNING', dueAt: clock.dueAt });
  const next = given(recalled, assign(recalled, naming(['u-x', 'u-d'], { ...clock, dueAt: '2027-01-01T15:59:59.999Z' })));
  expect([next.stage, next.holderUnitId, next.clock?.dueAt]).toStrictEqual(['ASSIGNED', 'u-x', clock.dueAt]);
});

test('only its handler works on it, and an outcome fits the category', () => {
  expect(accept(handling(), { appealId: 'a', handlerId: 'x', handlersOf })).toStrictEqual({ refused: 'entry.stage' });
  expect(recordProgress(handling(), by('x'), { appealId: 'a', text })).toStrictEqual({ refused: 'entry.handler' });
  expect(proposeResult(handling(), by('h'), { ...result, outcome: 'ADOPTED' })).toStrictEqual({ refused: 'entry.outcome' });
  expect(proposeResult(handling(), by('h'), { ...result, outcome: 'PLANNED' })).toStrictEqual({ refused: 'entry.planned' });
  expect(recordContactAttempt(handling(), { appealId: 'a', means: 'VISIT', on: '2026-03-03' })).toStrictEqual({
    refused: 'entry.stage',
  });
});

test('a handler whose post has ended is no obstacle: another of the nearest unit takes it over, or is named', () => {
  const after = (present: Readonly<Record<string, readonly string[]>>) => (unitId: string) => present[unitId] ?? [];
  const state = handling();
  const appealId = 'a';
  const gone = after({ 'u-t': ['s'], 'u-d': ['d'] });
  expect(recordProgress(state, { person: 's', handlersOf: gone }, { appealId, text })).toStrictEqual({
    refused: 'entry.take-over',
  });
  expect(recordProgress(state, { person: 'h', handlersOf: gone }, { appealId, text })).toStrictEqual({
    refused: 'entry.take-over',
  });
  expect(accept(state, { appealId, handlerId: 'd', handlersOf: gone })).toStrictEqual({ refused: 'entry.handler' });
  const followed = given(state, accept(state, { appealId, handlerId: 's', handlersOf: gone }), 's');
  expect([followed.handlerId, followed.handlingUnitId]).toStrictEqual(['s', 'u-t']);
  expect(recordProgress(followed, { person: 's', handlersOf: gone }, { appealId, text })).toHaveProperty('length');
  const above = after({ 'u-d': ['d'] });
  expect(handlingUnit(state, above)).toBe('u-d');
  expect(given(state, nameHandler(state, { appealId, handlerId: 'd', handlersOf: above })).handlingUnitId).toBe('u-d');
  expect(nameHandler(state, { appealId, handlerId: 's', handlersOf: above })).toStrictEqual({ refused: 'entry.named-handler' });
  expect(nameHandler(state, { appealId, handlerId: 'h', handlersOf })).toStrictEqual({ refused: 'entry.named-handler' });
  expect(nameHandler(signing(), { appealId, handlerId: 'x', handlersOf })).toStrictEqual({ refused: 'entry.stage' });
});

test('the handler’s signature suspends the unit’s timer and starts the next signer’s; a refusal resumes it with what is left', () => {
  expect(armedAt(handling().clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const suspended = signing();
  expect(suspended.clock?.status).toBe('SUSPENDED');
  expect(armedAt(suspended.clock)).toBeNull();
  expect(suspended.signingClock).toMatchObject({ kind: 'SIGNING', status: 'RUNNING', workingDays: 2 });
  expect(nextDueAt(suspended)).toBe(armedAt(suspended.signingClock));
  const resumed = given(
    suspended,
    refuse(suspended, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, resumption, mayAct: true }),
    'p',
  );
  expect([resumed.stage, resumed.slots, resumed.result]).toStrictEqual(['HANDLING', [], null]);
  expect([armedAt(resumed.clock), resumed.signingClock]).toStrictEqual([Date.parse(clock.dueSoonAt) + 1, null]);
});

test('overdue fires once, stays overdue over a refusal, and closing is judged by the handler’s signature', () => {
  const soon = given(handling(), timeOut(handling(), nobody));
  const late = given(soon, timeOut(soon, nobody));
  expect([late.clock?.status, armedAt(late.clock), timeOut(late, nobody)]).toStrictEqual(['OVERDUE', null, []]);
  const again = signing(late, '2026-04-02T02:00:00.000Z');
  const refused = given(
    again,
    refuse(again, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, resumption, mayAct: true }),
    'p',
  );
  expect([refused.clock?.status, armedAt(refused.clock)]).toStrictEqual(['OVERDUE', null]);
  const closing = sign(given(confirmed(), sign(confirmed(), leader('LEADER_IN_CHARGE', 'l')), 'l'), leader('MAIN_LEADER', 'm'));
  invariant('length' in closing);
  const closed = closing.at(-1);
  invariant(closed?.type === 'CloseRequested');
  expect([closed.data.onTime, closed.data.satisfaction]).toStrictEqual([true, 'SATISFIED']);
});

test('the last signature waits for the orders about handling, also for one that is on its way', () => {
  const nearly = given(confirmed(), sign(confirmed(), leader('LEADER_IN_CHARGE', 'l')), 'l');
  const last = { ...leader('MAIN_LEADER', 'm'), terms: { ...terms, heldUpBy: { refused: 'entry.orders-open' } as const } };
  expect(sign(nearly, last)).toStrictEqual({ refused: 'entry.orders-open' });
  expect(
    sign(confirmed(), {
      ...leader('LEADER_IN_CHARGE', 'l'),
      terms: { ...terms, heldUpBy: { refused: 'entry.orders-open' } as const },
    }),
  ).toHaveProperty('length');
  expect([ordersOpen({}, 0), ordersOpen({}, 1), ordersOpen({ o: 'OPEN' }, 1), ordersOpen({ o: 'ENDED' }, 1)]).toStrictEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('slots are filled in order, on the digest that was read, by whoever may', () => {
  expect(turnOf(signing(), order)).toBe('PETITIONER');
  expect(sign(signing(), leader('LEADER_IN_CHARGE', 'l'))).toStrictEqual({ refused: 'countersign.turn' });
  expect(confirm(signing(), { appealId: 'a', digest: 'sm3:other', satisfaction: 'SATISFIED', terms })).toStrictEqual({
    refused: 'countersign.digest',
  });
  expect(sign(confirmed(), leader('LEADER_IN_CHARGE', 'x', ['l']))).toStrictEqual({ refused: 'countersign.person' });
  expect(
    refuse(confirmed(), { appealId: 'a', digest, slot: 'LEADER_IN_CHARGE', order, reason: text, resumption, mayAct: false }),
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
    given(
      state,
      refuse(state, { appealId: 'a', digest, slot: 'PETITIONER', order, reason: text, resumption, mayAct: true }),
      'p',
    );
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
      proposeResult(state, by(person), { ...result, digest: `sm3:${state.counts.ResultRefused}` }),
    confirm: (state: EntryState) =>
      confirm(state, { appealId: 'a', digest: state.result?.digest ?? '', satisfaction: 'SATISFIED', terms }),
    refuse: (state: EntryState) =>
      refuse(state, {
        appealId: 'a',
        digest: state.result?.digest ?? '',
        slot: turnOf(state, order) ?? 'PETITIONER',
        order,
        reason: text,
        resumption,
        mayAct: true,
      }),
    sign: (state: EntryState, person: string) => {
      const slot = turnOf(state, order);
      if (slot !== 'LEADER_IN_CHARGE' && slot !== 'MAIN_LEADER') return { refused: 'countersign.turn' } as const;
      const eligible = people.filter((each) => !officialSigners(state).includes(each));
      return sign(state, { appealId: 'a', digest: state.result?.digest ?? '', terms, slot, person, eligible });
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
      if (state.stage !== 'SEALING') return true;
      state = given(state, concludeClosing(state, { answers: agreedTo(state) }), 's');
      const signers = officialSigners(state);
      return (
        state.stage === 'CLOSED' && state.slots.length === 4 && new Set(signers).size === 3 && state.clock?.status === 'ENDED'
      );
    }),
  );
});

test('a district matter that waits for a unit has a clock of its own, which ends when the unit gets its own', () => {
  const district = given(
    noEntry,
    open(
      noEntry,
      {
        submitted: submittedBy('NAMED'),
        assessed: assessed('DISTRICT'),
        takenInBy: null,
        orders: {},
        tracks: noTracks,
        answers: {},
        scope,
        ...unasked,
      },
      opening,
    ),
  );
  expect(armedAt(district.clock)).toBe(Date.parse(clock.dueSoonAt) + 1);
  const soon = given(district, timeOut(district, nobody));
  const overdue = timeOut(soon, nobody);
  expect(
    overdue.map(({ type, data }) => [type, 'clock' in data ? data.clock : null, 'unitId' in data ? data.unitId : null]),
  ).toStrictEqual([['ClockOverdue', 'ASSIGNING', 'u-letters']]);
  const late = given(soon, overdue);
  const unit = given(late, assign(late, naming(['u-x'])));
  expect([unit.clock?.kind, unit.clock?.status]).toStrictEqual(['HANDLING', 'RUNNING']);
});
