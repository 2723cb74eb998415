// Publishes and consumes until it is killed. Lines: `ack <key> <n>` and `saw <group> <partition> <offset> <key> <n>`.
import { writeSync } from 'node:fs';
import { silentLogger } from '@daqidi/runtime';
import { createEmbeddedBus } from '../../src/index.js';

const [file = '', first = '0'] = process.argv.slice(2);
const topic = 'daqidi.chaos.v1';

const clock = new Int32Array(new SharedArrayBuffer(4));
/** Waits while the pipe is full: what process.stdout would buffer dies with the process, and looks like a skipped record. */
const say = (line: string): void => {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(clock, 0, 0, 1);
    }
  }
};

const bus = await createEmbeddedBus({ file, log: silentLogger, partitions: 4 });
for (const group of ['one', 'two']) {
  await bus.consume({
    group,
    topics: [topic],
    onRecord: async ({ partition, offset, key, value }) => say(`saw ${group} ${partition} ${offset} ${key} ${value}`),
  });
}
const publishOn = async (key: string): Promise<void> => {
  for (let n = Number(first); ; n += 2) {
    await bus.publish(
      topic,
      [n, n + 1].map((value) => ({ key, value: String(value), headers: {} })),
    );
    say(`ack ${key} ${n}`);
    say(`ack ${key} ${n + 1}`);
  }
};
await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(publishOn));
