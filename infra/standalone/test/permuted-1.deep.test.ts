// Proves: between quiescent steps, deliveries may come in any order that keeps each stream's: the final graph is the same.
// Two hundred seeded orders, half of them in a file of their own so that two cores share the work.
import { test } from 'node:test';
import { playOrders } from './support/orders.js';

const first = Number(process.env.SEED ?? 1);
const count = Number(process.env.ORDERS ?? 100);

test(`the scenario ends in the golden graph in ${count} orders of delivery, from SEED=${first}`, () =>
  playOrders({ first, count, on: 'EMBEDDED' }));
