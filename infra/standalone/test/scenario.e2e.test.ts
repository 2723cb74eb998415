// Proves: appeals travel through all five subgraphs, and every reader ends up seeing exactly what the golden graph says.
import { openEmbeddedWorld } from './support/embedded-world.js';
import { matchesGolden } from './support/golden.js';
import { playScenario } from './support/scenario.js';

test('the scenario ends in the golden graph, embedded', async () => {
  const world = await openEmbeddedWorld();
  try {
    matchesGolden('scenario', await playScenario(world));
  } finally {
    await world.stop();
  }
});
