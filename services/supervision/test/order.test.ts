// Proves: an order is issued once, runs until it is answered, rises where it is not, and is concluded after an answer or with a finding.
import { armedAt, hasRunOut } from '@daqidi/kernel';
import type { Refused } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import { nextAddressee } from '../src/domain/next-addressee.js';
import { answer, conclude, evolve, issue, noOrder, type OrderEvent, type OrderState, timeOut } from '../src/domain/order.js';

const order = {
  appealId: 'a',
  orderId: 'o',
  ground: 'CLOCK_OVERDUE',
  clock: 'HANDLING',
  missedAt: '2026-03-30T15:59:59.999Z',
  unitId: 'u',
  panel: null,
  regionPath: ['d'],
  barred: [],
  restricted: false,
} as const;
const deadline = {
  startedOn: '2026-04-01',
  workingDays: 5,
  dueSoonAt: '2026-04-02T15:59:59.999Z',
  dueAt: '2026-04-09T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
const issued = { ...order, regionPath: [...order.regionPath], barred: [], deadline };
const seat = { role: 'HANDLER', unitId: 'u', regionId: 'd' };
const elsewhere = { ...seat, unitId: 'w' };
/** Of somebody who has no part in it. */
const concluding = { person: 'y', seats: [elsewhere], finding: null };
const text = { vaultId: 'v', commitment: 'sm3:x' };

const given = (state: OrderState, decided: readonly OrderEvent[] | Refused): OrderState => {
  invariant('length' in decided, JSON.stringify(decided));
  return decided.reduce(
    (known, event) => evolve(known, { ...event, time: '2026-04-01T00:00:00.000Z', actor: { person: 'x' } }),
    state,
  );
};
const running = given(noOrder, issue(noOrder, issued));

test('it is issued once', () => {
  expect(running.status).toBe('ISSUED');
  expect(issue(running, issued)).toStrictEqual([]);
});

test('its one timer fires once, and not after an answer', () => {
  expect(armedAt(running.clock)).toBe(Date.parse(deadline.dueAt) + 1);
  const late = given(running, timeOut(running, null));
  expect([hasRunOut(late.clock), armedAt(late.clock), timeOut(late, null)]).toStrictEqual([true, null, []]);
  expect(armedAt(given(running, answer(running, text, seat)).clock)).toBeNull();
});

test('only an answered order is concluded, and only an issued one answered', () => {
  expect(conclude(running, concluding)).toStrictEqual({ refused: 'order.status' });
  const answered = given(running, answer(running, text, seat));
  expect(answer(answered, text, seat)).toStrictEqual({ refused: 'order.status' });
  const concluded = given(answered, conclude(answered, concluding));
  expect(concluded.status).toBe('CONCLUDED');
  expect(conclude(concluded, concluding)).toStrictEqual({ refused: 'order.status' });
});

test('unanswered it rises: the next addressee has a clock of its own, and the old one may still answer', () => {
  const later = { ...deadline, startedOn: '2026-04-10', dueAt: '2026-04-17T15:59:59.999Z' };
  const risen = given(running, timeOut(running, { toUnitId: 'u-above', deadline: later }));
  expect([risen.unitId, risen.addressees, risen.overdue]).toStrictEqual(['u-above', ['u', 'u-above'], true]);
  expect(armedAt(risen.clock)).toBe(Date.parse(later.dueAt) + 1);
  expect(given(risen, answer(risen, text, seat)).status).toBe('ANSWERED');
});

test('unanswered after its time it is concluded with what was found, and not without', () => {
  expect(conclude(running, { ...concluding, finding: text })).toStrictEqual({ refused: 'order.status' });
  const late = given(running, timeOut(running, null));
  expect(conclude(late, concluding)).toStrictEqual({ refused: 'order.finding' });
  const concluded = given(late, conclude(late, { ...concluding, finding: text }));
  expect([concluded.status, concluded.concluded?.finding, armedAt(concluded.clock)]).toStrictEqual(['CONCLUDED', text, null]);
});

test('it rises to the next unit above that may learn of it; from a panel to the letters office', () => {
  const next = (addressees: readonly string[], above: readonly string[], conflicted = 'nobody') =>
    nextAddressee({ addressees }, { above, lettersOffice: 'u-letters', isConflicted: (unitId) => unitId === conflicted });
  expect(next(['u'], ['u-t', 'u-d'])).toBe('u-t');
  expect(next(['u'], ['u-t', 'u-d'], 'u-t')).toBe('u-d');
  expect(next([], [])).toBe('u-letters');
  expect(next([], [], 'u-letters')).toBeNull();
  expect(next(['u', 'u-d'], ['u-d'])).toBeNull();
});

test('it is answered by its addressee alone, and concluded by somebody else', () => {
  const refused = { refused: 'order.addressee' };
  expect([answer(running, text, elsewhere), answer(running, text, null)]).toStrictEqual([refused, refused]);
  const answered = given(running, answer(running, text, seat));
  const own = { refused: 'order.own' };
  expect([
    conclude(answered, { ...concluding, seats: [elsewhere, seat] }),
    conclude(answered, { ...concluding, person: 'x' }),
  ]).toStrictEqual([own, own]);
});

test('a panel’s order is that panel’s: its role, its region', () => {
  const panel = { role: 'VILLAGE_REVIEWER', regionId: 'v' };
  const state = given(noOrder, issue(noOrder, { ...issued, unitId: null, panel }));
  const seats = [
    { ...panel, unitId: 'any' },
    { ...panel, regionId: 'w', unitId: 'any' },
    { role: 'TOWNSHIP_REVIEWER', regionId: 'v', unitId: 'any' },
  ];
  expect(seats.map((each) => 'length' in answer(state, text, each))).toStrictEqual([true, false, false]);
});
