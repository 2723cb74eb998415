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
  regionPath: ['d'],
  barred: [],
  restricted: false,
  dueAt: '2026-04-08T15:59:59.999Z',
  policyVersion: 1,
} as const;
const issued = { ...order, regionPath: [...order.regionPath], barred: [] };
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
  expect(armedAt(given(running, answer(running, text)).clock)).toBeNull();
});

test('only an answered order is concluded, and only an issued one answered', () => {
  expect(conclude(running)).toStrictEqual({ refused: 'order.status' });
  const answered = given(running, answer(running, text));
  expect(answer(answered, text)).toStrictEqual({ refused: 'order.status' });
  const concluded = given(answered, conclude(answered));
  expect(concluded.status).toBe('CONCLUDED');
  expect(conclude(concluded)).toStrictEqual({ refused: 'order.status' });
});
