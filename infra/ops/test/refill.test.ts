// Promise: a refill that fails midway says how many events it had published again.
import { silentBus } from '@daqidi/bus';
import { type EventEnvelope, emptyStream, sealEvents, topicOf } from '@daqidi/events';
import { Fatal } from '@daqidi/runtime';
import { refill } from '../src/commands/repair.js';
import type { Operator } from '../src/operator.js';

const streamOf = (stream: string, count: number): readonly EventEnvelope[] =>
  sealEvents({
    service: 'intake',
    stream,
    key: stream,
    after: emptyStream,
    events: Array.from({ length: count }, () => ({ type: 'AppealSupplemented', v: 1, data: {} })),
    actor: { person: 'somebody', post: null },
    now: 0,
    correlationId: 'c',
  });

/** An operator with one archive, whose bus fails after so many batches. */
const operatorOn = (streams: readonly (readonly EventEnvelope[])[], batches: number, numbers: number[] = []): Operator => {
  // As a store has them: pages in the order of ids, which is not that of numbers, and cut anywhere.
  const rows = streams
    .flat()
    .map((event) => ({ _id: event.id, event }))
    .toSorted((a, b) => (a._id < b._id ? -1 : 1));
  const archive = {
    collection: {
      pages: async function* () {
        for (let at = 0; at < rows.length; at += 4) yield rows.slice(at, at + 4);
      },
    },
  };
  let published = 0;
  return {
    open: async () => ({ service: { store: { archive } } }),
    onBus: async (ask: (bus: typeof silentBus) => Promise<void>) => {
      published += 1;
      if (published > batches) throw new Fatal('Kafka did not answer');
      await ask({
        ...silentBus,
        publish: async (_, records) => void numbers.push(...records.map(({ headers }) => Number(headers.ce_seq))),
      });
    },
  } as unknown as Operator;
};

test('what was published before is counted', async () => {
  const streams = [streamOf('intake:appeal:a', 2), streamOf('intake:appeal:b', 3), streamOf('intake:appeal:c', 11)];
  const topic = topicOf('intake');
  const numbers: number[] = [];
  expect((await refill(operatorOn(streams, 3, numbers), topic)).data).toStrictEqual({ topic, events: 16 });
  expect(numbers).toStrictEqual([1, 2, 1, 2, 3, ...Array.from({ length: 11 }, (_, at) => at + 1)]);
  await expect(refill(operatorOn(streams, 2), topic)).rejects.toMatchObject({
    message: `${topic}: 5 events were published again, perhaps some more; then: Kafka did not answer`,
  });
});
