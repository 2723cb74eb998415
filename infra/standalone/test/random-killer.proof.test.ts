// Promise: whoever kills the one process, and whenever, no appeal that was accepted is lost and none is doubled: people go on with
// the same requestIds, every life comes to its end, and when all is quiet the operator's check finds nothing. CHAOS_SECONDS says
// how long the killer goes about.

import { setTimeout as delay } from 'node:timers/promises';
import { useSeed } from '@daqidi/testing';
import { chaosTime, startCrowd } from './support/chaos/crowd.js';
import { createEmbeddedHost } from './support/chaos/embedded-host.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { judge } from './support/chaos/verdict.js';

const seed = useSeed();
const people = 6;

test(
  `killed at random, over and over (SEED=${seed.text})`,
  async () => {
    const host = await createEmbeddedHost();
    const accepted: Accepted[] = [];
    const client = createStubbornClient(host, seed, accepted);
    try {
      const crowd = startCrowd(client, people);
      const until = performance.now() + chaosTime();
      let kills = 0;
      for (; performance.now() < until || kills === 0; kills += 1) {
        const process = host.spawn();
        // Now and then it dies before it was ever ready.
        if (seed.below(5) > 0) await process.ready;
        await delay(seed.below(2_500));
        process.child.kill('SIGKILL');
        expect(await process.ended, `it ended on its own: ${process.stderr()}${process.log().join('\n')}`).toBeNull();
      }
      const last = host.spawn();
      await last.ready;
      const lived = await crowd.finish();
      last.child.kill('SIGKILL');
      await last.ended;
      const { events, closed } = await host.look((services) => judge(services, accepted));
      expect(closed, 'every life came to its end').toBe(lived);
      process.stdout.write(`# ${kills} kills, ${accepted.length} acknowledged, ${lived} lives, ${events} events\n`);
    } finally {
      await host.remove();
    }
  },
  chaosTime() + 240_000,
);
