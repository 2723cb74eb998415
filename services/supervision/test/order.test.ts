// Proves: an order is issued once, runs until it is answered, and is concluded only after an answer.
import { armedAt, hasRunOut } from '@daqidi/kernel';
import type { Refused } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
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
  dueAt: '2026-04-08T15:59:59.999Z',
  policyVersion: 1,
} as const;
const issued = { ...order, regionPath: [...order.regionPath], barred: [] };
const seat = { role: 'HANDLER', unitId: 'u', regionId: 'd' };
const elsewhere = { ...seat, unitId: 'w' };
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
  expect(armedAt(running.clock)).toBe(Date.parse(order.dueAt) + 1);
  const late = given(running, timeOut(running));
  expect([hasRunOut(late.clock), armedAt(late.clock), timeOut(late)]).toStrictEqual([true, null, []]);
  expect(armedAt(given(running, answer(running, text, seat)).clock)).toBeNull();
});

test('only an answered order is concluded, and only an issued one answered', () => {
  expect(conclude(running, 'y', [])).toStrictEqual({ refused: 'order.status' });
  const answered = given(running, answer(running, text, seat));
  expect(answer(answered, text, seat)).toStrictEqual({ refused: 'order.status' });
  const concluded = given(answered, conclude(answered, 'y', [elsewhere]));
  expect(concluded.status).toBe('CONCLUDED');
  expect(conclude(concluded, 'y', [])).toStrictEqual({ refused: 'order.status' });
});

test('it is answered by its addressee alone, and concluded by somebody else', () => {
  const refused = { refused: 'order.addressee' };
  expect([answer(running, text, elsewhere), answer(running, text, null)]).toStrictEqual([refused, refused]);
  const answered = given(running, answer(running, text, seat));
  const own = { refused: 'order.own' };
  expect([conclude(answered, 'y', [elsewhere, seat]), conclude(answered, 'x', [elsewhere])]).toStrictEqual([own, own]);
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
