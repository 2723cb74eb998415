// Proves: appeals travel through all five subgraphs, and every reader ends up seeing exactly what the golden graph says; and what the
// documents of those cases offer to anybody of the cast is done, or refused for its input alone.
import { apiSchema } from './support/api-schema.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { matchesGolden } from './support/golden.js';
import { createOfferTrials } from './support/offered.js';
import { playScenario } from './support/scenario.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

test('the scenario ends in the golden graph, embedded', async () => {
  matchesGolden('scenario', await playScenario(world));
});

test('whatever its cases then offer to whomever is not refused for stage, turn or right', async () => {
  const { tried, wrong } = await createOfferTrials(world, await apiSchema(world))();
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});
