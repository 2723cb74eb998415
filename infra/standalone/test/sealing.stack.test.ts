// Promise: on Kafka and MongoDB too a service whose process is away for an hour while a case is being sealed, the end of the month in the middle
// of it, holds the closing up and loses nothing: it closes when the process is back, as of its last signature, in the month of that
// signature. SEED says which service where SHARE draws one.
import { drawShare, invariant, useSeed } from '@daqidi/testing';
import { sealWithout } from './support/sealing.js';
import { openStackWorld } from './support/stack/stack-world.js';

test.each(drawShare(['triage', 'supervision'], useSeed().below))('%s away', async (service) => {
  const world = await openStackWorld();
  try {
    const member = world.members.find(({ name }) => name === service);
    invariant(member !== undefined, `${service} has a process`);
    await sealWithout(world, service, {
      isAway: member.isAway,
      leave: async () => void (await member.stop()),
      comeBack: member.start,
    });
  } finally {
    await world.stop();
  }
});
