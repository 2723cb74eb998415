// Promise: a disk that fills while people work loses nothing that was accepted and ends no process: what cannot be kept is refused
// with UNAVAILABLE, readers are served, and when there is room again all goes on without help.
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mountSmallDisk } from '@daqidi/local';
import { ListCasesDocument, SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast } from '@daqidi/standalone';
import { testUnless, useCleanup, useSeed } from '@daqidi/testing';
import { startCrowd } from './support/chaos/crowd.js';
import { createEmbeddedHost } from './support/chaos/embedded-host.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { startSubmitter, submissionOf, summaryOf } from './support/chaos/submitter.js';
import { judge } from './support/chaos/verdict.js';

const seed = useSeed();
const people = 2;
const fullFor = 6_000;

/** Writes a file until there is no room left, not even for a byte. */
const fill = async (file: string): Promise<void> => {
  const ballast = await open(file, 'a');
  for (let size = 1_048_576; size >= 1; size >>= 1) {
    const bytes = new Uint8Array(size);
    try {
      for (;;) await ballast.write(bytes);
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  }
  await ballast.close();
};

const later = useCleanup(afterAll);
const disk = join(tmpdir(), `daqidi-disk-${process.pid}`);
later(() => rm(disk, { recursive: true }));
const unmount = await mountSmallDisk(disk, '96m');
later(() => unmount?.());
const whyNoDisk = unmount === null ? 'a small file system can only be mounted by root' : null;

testUnless(whyNoDisk)(
  `the disk fills while people work (SEED=${seed.text})`,
  async () => {
    const accepted: Accepted[] = [];
    const host = await createEmbeddedHost(disk);
    const running = host.spawn();
    try {
      await running.ready;
      const client = createStubbornClient(host, seed, accepted);
      const crowd = startCrowd(client, people);
      const submitter = startSubmitter(host, 'full', 200, accepted);
      await delay(2_000);
      const ballast = join(disk, 'ballast');
      await fill(ballast);
      const until = performance.now() + fullFor;
      for (; performance.now() < until; await delay(500)) {
        const { cases } = await client.ask(cast.clerk, ListCasesDocument, { first: 5 });
        expect(cases.edges.length, 'readers are served').toBeGreaterThan(0);
        // A checkpoint may have made room.
        await fill(ballast);
      }
      await rm(ballast);
      const attempts = await submitter.stop();
      process.stdout.write(`# ${summaryOf(attempts)}\n`);
      const refused = attempts.filter(({ outcome }) => outcome !== 'ACCEPTED');
      expect(refused.length, 'some were kept, some refused').toBeGreaterThan(0);
      expect(refused.length, 'some were kept, some refused').toBeLessThan(attempts.length);
      for (const { outcome, requestId } of refused) {
        expect(outcome).toBe('UNAVAILABLE');
        await client.ask(cast.petitioner, SubmitAppealDocument, submissionOf(requestId));
      }
      const lived = await crowd.finish();
      expect(running.child.exitCode, 'it did not end').toBeNull();
      running.child.kill('SIGKILL');
      await running.ended;
      const found = await host.look((services) => judge(services, accepted));
      expect([found.ofType('AppealSubmitted'), found.closed]).toStrictEqual([attempts.length + lived, lived]);
    } finally {
      running.child.kill('SIGKILL');
      await running.ended;
    }
  },
  240_000,
);
