// Promise: a disk that fills while people work loses nothing that was accepted and ends no process: what cannot be kept is refused
// with UNAVAILABLE, readers are served, and when there is room again all goes on without help.
import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { mountSmallDisk } from '@daqidi/local';
import { ListCasesDocument, SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast } from '@daqidi/standalone';
import { startCrowd } from './support/chaos/crowd.js';
import { createEmbeddedHost } from './support/chaos/embedded-host.js';
import { useSeed } from './support/chaos/seed.js';
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
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  }
  await ballast.close();
};

test(`the disk fills while people work (SEED=${seed.text})`, { timeout: 240_000 }, async (context) => {
  const disk = join(tmpdir(), `daqidi-disk-${process.pid}`);
  const unmount = await mountSmallDisk(disk, '96m');
  if (unmount === null) return context.skip('a small file system can only be mounted by root');
  const accepted: Accepted[] = [];
  try {
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
        assert.ok(cases.edges.length > 0, 'readers are served');
        // A checkpoint may have made room.
        await fill(ballast);
      }
      await rm(ballast);
      const attempts = await submitter.stop();
      process.stdout.write(`# ${summaryOf(attempts)}\n`);
      const refused = attempts.filter(({ outcome }) => outcome !== 'ACCEPTED');
      assert.ok(refused.length > 0 && refused.length < attempts.length, 'some were kept, some refused');
      for (const { outcome, requestId } of refused) {
        assert.equal(outcome, 'UNAVAILABLE');
        await client.ask(cast.petitioner, SubmitAppealDocument, submissionOf(requestId));
      }
      const lived = await crowd.finish();
      assert.equal(running.child.exitCode, null, 'it did not end');
      running.child.kill('SIGKILL');
      await running.ended;
      const found = await host.look((services) => judge(services, accepted));
      assert.deepEqual([found.ofType('AppealSubmitted'), found.closed], [attempts.length + lived, lived]);
    } finally {
      running.child.kill('SIGKILL');
      await running.ended;
    }
  } finally {
    unmount();
    await rm(disk, { recursive: true });
  }
});
