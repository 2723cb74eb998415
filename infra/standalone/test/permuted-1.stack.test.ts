// Proves: on Kafka and MongoDB too, deliveries may come in any order that keeps each stream's: the final graph is the same.
import { test } from 'node:test';
import { playOrders } from './support/orders.js';

const first = Number(process.env.SEED ?? 1);
const count = Number(process.env.ORDERS ?? 100);

test(`the scenario ends in the golden graph in ${count} orders of delivery, from SEED=${first}`, () =>
  playOrders({ first, count, on: 'SERVERS' }));
