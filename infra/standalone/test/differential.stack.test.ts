// Proves: five services and the gateway as processes on Kafka and MongoDB end in the very graph that one process on SQLite ends
// in, when the same people do the same things: the differential test.
import { drawShare, useSeed } from '@daqidi/testing';
import { openEmbeddedWorld } from './support/embedded-world.js';
import { matchesGolden } from './support/golden.js';
import { type FinalGraph, playScenario } from './support/scenario.js';
import { openStackWorld } from './support/stack/stack-world.js';

const playOn = async (
  open: () => Promise<Parameters<typeof playScenario>[0] & { stop(): Promise<void> }>,
): Promise<FinalGraph> => {
  const world = await open();
  try {
    return await playScenario(world);
  } finally {
    await world.stop();
  }
};

for (const instances of drawShare([1, 2], useSeed().below)) {
  test(`with ${instances} of each service, the final graph equals the embedded one and the golden one`, async () => {
    const stack = await playOn(() => openStackWorld({ instances }));
    expect(stack).toStrictEqual(await playOn(openEmbeddedWorld));
    matchesGolden('scenario', stack);
  });
}
