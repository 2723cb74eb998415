// Promise: whoever kills any process of the distributed form, a service, the gateway, the broker, the database server, and
// whenever, no appeal that was accepted is lost and none is doubled: people go on with the same requestIds, every life comes to its
// end, and when all is quiet the operator's check finds nothing. Broker and database are this test's own (MONGO_STAND_IN names
// the program where no mongod can be had). CHAOS_SECONDS says how long the killer goes about, but each is killed once at least.

import { setTimeout as delay } from 'node:timers/promises';
import { useSeed } from '@daqidi/testing';
import { openChaosStack } from './support/chaos/chaos-stack.js';
import { chaosTime, startCrowd } from './support/chaos/crowd.js';
import { openOwnServers, type Victim } from './support/chaos/own-servers.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { judge } from './support/chaos/verdict.js';

const seed = useSeed();
const people = 4;

/** Everybody once, in an order that the seed gives; then anybody. */
const createPicker = (victims: readonly Victim[]) => {
  const waiting = [...victims];
  return {
    pick: (): Victim =>
      (waiting.length > 0 ? waiting.splice(seed.below(waiting.length), 1)[0] : victims[seed.below(victims.length)]) as Victim,
    left: () => waiting.length,
  };
};

test(
  `any process killed at random (SEED=${seed.text})`,
  async () => {
    const { broker, database, servers, remove } = await openOwnServers();
    try {
      const stack = await openChaosStack(servers);
      try {
        const accepted: Accepted[] = [];
        const client = createStubbornClient(stack, seed, accepted);
        const crowd = startCrowd(client, people);
        const { pick, left } = createPicker([...Object.values(stack.services), stack.gateway, broker, database]);
        const until = performance.now() + chaosTime();
        const killed: string[] = [];
        while (performance.now() < until || left() > 0) {
          const victim = pick();
          await delay(seed.below(1_500));
          await victim.kill();
          await delay(seed.below(1_000));
          await victim.start();
          killed.push(victim.name);
        }
        const lived = await crowd.finish().catch(async (error: unknown) => {
          throw new Error(
            `killed ${killed.join(', ')}: ${error instanceof Error ? error.stack : error}\n${await stack.report()}`,
          );
        });
        await stack.settled();
        const { events, closed } = await stack.look((services) => judge(services, accepted));
        expect(closed, 'every life came to its end').toBe(lived);
        process.stdout.write(
          `# killed ${killed.join(', ')}: ${accepted.length} acknowledged, ${lived} lives, ${events} events\n`,
        );
        for (const end of stack.ends()) process.stdout.write(`# on its own: ${end}\n`);
      } finally {
        await stack.stop();
      }
    } finally {
      await remove();
    }
  },
  chaosTime() * 2 + 480_000,
);
