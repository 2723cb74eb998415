// Proves: on Kafka and MongoDB too, deliveries may come in any order that keeps each stream's: the final graph is the same.
import { test } from 'node:test';
import { openOn } from '@daqidi/standalone';
import { playInOrders } from './support/permuted.js';
import { useServers } from './support/servers.js';
import { openStackGround } from './support/stack-ground.js';
import { takenAhead } from './support/taken-ahead.js';

const first = Number(process.env.SEED ?? 1);
const orders = Number(process.env.ORDERS ?? 100);

test(`the scenario ends in the golden graph in ${orders} orders of delivery, from SEED=${first}`, () =>
  playInOrders(first, orders, async (options) => openOn(await openStackGround(useServers(), takenAhead), options)));
