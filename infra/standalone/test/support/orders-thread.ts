import assert from 'node:assert/strict';
import { workerData } from 'node:worker_threads';
import { openOn } from '@daqidi/standalone';
import { matchesGolden } from './golden.js';
import type { Orders } from './orders.js';
import { openPermutedWorld } from './permuted.js';
import { playScenario } from './scenario.js';
import { useServers } from './servers.js';
import { openStackGround } from './stack-ground.js';
import { takenAhead } from './taken-ahead.js';

const { first, count, on } = workerData as Orders;
const world = await openPermutedWorld(
  on === 'EMBEDDED' ? undefined : async (options) => openOn(await openStackGround(useServers(), takenAhead), options),
);
try {
  for (let seed = first; seed < first + count; seed += 1) {
    await world.begin(seed);
    try {
      matchesGolden('scenario', await playScenario(world));
    } catch (error) {
      assert.fail(`SEED=${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
} finally {
  await world.stop();
}
