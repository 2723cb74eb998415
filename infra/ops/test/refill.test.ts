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
const operatorOn = (streams: readonly (readonly EventEnvelope[])[], batches: number): Operator => {
  const archive = {
    collection: {
      pages: async function* () {
        yield streams.map(([first]) => ({ stream: first?.stream }));
      },
    },
    ofStream: async (stream: string) => streams.find(([first]) => first?.stream === stream),
  };
  let published = 0;
  return {
    open: async () => ({ service: { store: { archive } } }),
    onBus: async (ask: (bus: typeof silentBus) => Promise<void>) => {
      published += 1;
      if (published > batches) throw new Fatal('Kafka did not answer');
      await ask(silentBus);
    },
  } as unknown as Operator;
};

test('what was published before is counted', async () => {
  const streams = [streamOf('intake:appeal:a', 2), streamOf('intake:appeal:b', 3), streamOf('intake:appeal:c', 4)];
  const topic = topicOf('intake');
  expect((await refill(operatorOn(streams, 3), topic)).data).toStrictEqual({ topic, events: 9 });
  await expect(refill(operatorOn(streams, 2), topic)).rejects.toMatchObject({
    message: `${topic}: 5 events were published again, perhaps some more; then: Kafka did not answer`,
  });
});
