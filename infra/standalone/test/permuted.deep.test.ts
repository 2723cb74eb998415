// Proves: between quiescent steps, deliveries may come in any order that keeps each stream's: the final graph is the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesGolden } from './support/golden.js';
import { openPermutedWorld } from './support/permuted.js';
import { playScenario } from './support/scenario.js';

const orders = Number(process.env.ORDERS ?? 200);
const first = Number(process.env.SEED ?? 1);

test(`the scenario ends in the golden graph in ${orders} seeded orders of delivery, from seed ${first}`, async () => {
  for (let seed = first; seed < first + orders; seed += 1) {
    const world = await openPermutedWorld(seed);
    try {
      matchesGolden('scenario', await playScenario(world));
    } catch (error) {
      assert.fail(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      await world.stop();
    }
  }
});
