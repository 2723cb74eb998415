// Proves: between quiescent steps, deliveries may come in any order that keeps each stream's: the final graph is the same.
// Two hundred seeded orders, half of them in a file of their own so that two cores share the work.
import { test } from 'node:test';
import { playInOrders } from './support/permuted.js';

const first = Number(process.env.SEED ?? 101);
const orders = Number(process.env.ORDERS ?? 100);

test(`the scenario ends in the golden graph in ${orders} orders of delivery, from SEED=${first}`, () =>
  playInOrders(first, orders));
