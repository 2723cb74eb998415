// Sends, notes and closes parcels until it is killed; a counter service reacts in a store of its own. With `drain` it only
// finishes what is left. Lines: `ack <parcel> <what>` after each acknowledged command, `drained` in the end.
import { join } from 'node:path';
import { createEmbeddedBus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { silentLogger } from '@daqidi/runtime';
import { openChaos } from './chaos-world.js';

const [directory = '', round = '0', mode = 'work'] = process.argv.slice(2);
const first = Number(round);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const bus = await createEmbeddedBus({ file: join(directory, 'bus.db'), log: silentLogger, partitions: 4 });
const [post, counter] = await Promise.all(
  ['post', 'counter'].map((name) => openEmbeddedMongo({ file: join(directory, `${name}.db`) })),
);
if (post === undefined || counter === undefined) throw new Error('the stores did not open');
const chaos = await openChaos({ bus, post: post.connection, counter: counter.connection });

const life = async (id: string, closes: boolean): Promise<void> => {
  // A client that hears nothing asks again: every command comes twice.
  await Promise.all([chaos.send(id), chaos.send(id)]);
  say(`ack ${id} sent`);
  for (const text of ['one', 'two']) {
    await Promise.all([chaos.note(id, text), chaos.note(id, text)]);
    say(`ack ${id} ${text}`);
  }
  if (!closes) return;
  await chaos.close(id);
  say(`ack ${id} closed`);
};

const live = async (lane: number): Promise<void> => {
  // What the killed process had in hand is asked for once more.
  if (first > 0) await life(`parcel-${first - 1}-${lane}-0`, true);
  for (let n = 0; ; n += 1) await life(`parcel-${first}-${lane}-${n}`, n % 3 === 0);
};

const sweepOn = async (): Promise<void> => {
  for (;;) await chaos.sweep();
};

if (mode === 'drain') {
  await chaos.drain();
  await chaos.stop();
  await bus.close();
  await Promise.all([post.close(), counter.close()]);
  say('drained');
} else {
  await Promise.all([sweepOn(), ...[0, 1, 2, 3].map(live)]);
}
