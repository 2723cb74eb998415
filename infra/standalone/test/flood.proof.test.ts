// Promise: at fifty times the normal rate, with the limits that the product comes with, what is accepted is kept, once; the rest is
// told RATE_LIMITED or UNAVAILABLE within half a second; no connection breaks, memory stays bounded, and afterwards, without help, a
// whole life cycle comes to its end. Here: the one-process form.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer } from '@daqidi/identity';
import type { Services } from '@daqidi/ops';
import { systemClock } from '@daqidi/runtime';
import { developmentAudience, developmentIssuer } from '@daqidi/standalone';
import { floodTests } from './support/chaos/flood.js';
import { judge } from './support/chaos/verdict.js';
import { openEmbeddedWorld } from './support/embedded-world.js';
import { startProcess } from './support/process.js';

floodTests('one process', { megabytes: 1_000, toldWithin: 500 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-flood-'));
  const issuer = await createDevelopmentIssuer({
    directory: join(directory, 'secrets'),
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock: systemClock,
  });
  const platform = startProcess({ DAQIDI_DATA: directory, DAQIDI_PORT: '0' });
  return {
    url: await platform.url,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 36_000 }),
    pids: () => ({ platform: platform.child.pid }),
    judged: async (accepted) => {
      platform.child.kill('SIGTERM');
      expect(await platform.ended, platform.stderr()).toBe(0);
      const world = await openEmbeddedWorld({ directory });
      try {
        world.clock.set(new Date().toISOString());
        await world.settled();
        const { platform: opened } = world.embedded;
        await opened.stop();
        return await judge(Object.fromEntries(opened.services.map((each) => [each.name, each])) as unknown as Services, accepted);
      } finally {
        await world.embedded.close();
      }
    },
    stop: async () => {
      platform.child.kill('SIGKILL');
      await platform.ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
});
