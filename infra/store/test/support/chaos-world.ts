import { setImmediate as turn } from 'node:timers/promises';
import { type Bus, createConsumer, type Handlers } from '@daqidi/bus';
import { type EventEnvelope, fromRecord, topicOf, toRecord } from '@daqidi/events';
import { createVaultCipher } from '@daqidi/identity';
import { createMetrics, DaqidiError, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { openStore } from '../../src/index.js';
import { type ParcelEvent, parcelSpec, ring, tallySpec } from '../contract/parcel.js';
import { call, noBytes, sentData } from '../contract/store-support.js';

export interface ChaosDeps {
  readonly bus: Bus;
  readonly post: Connection;
  readonly counter: Connection;
}

/**
 * Two services: `post` has parcels whose timers ring a moment after they were sent; `counter` tallies their events in rows and
 * answers each parcel with a counted one of its own, which `post` hears.
 */
export const openChaos = async ({ bus, post, counter }: ChaosDeps) => {
  const storeOn = (service: string, connection: Connection) =>
    openStore({
      connection,
      service,
      check: () => undefined,
      send: (events) => bus.publish(topicOf(service), events.map(toRecord)),
      cipher: createVaultCipher({ masterKey: Buffer.alloc(32, 7) }),
      bytes: noBytes,
      clock: systemClock,
      randomness: systemRandomness,
      faults: noFaults,
      refusal: (rule) => new DaqidiError('RULE_VIOLATION', { rule }),
      onPublishFailure: () => undefined,
    });
  const [posts, counts] = [storeOn('post', post), storeOn('counter', counter)];
  const parcels = posts.aggregates(parcelSpec);
  const tallies = counts.rows(tallySpec);
  const counted = counts.aggregates({ ...parcelSpec, name: 'counted', nextDueAt: () => null, keys: () => ({}) });
  for (const store of [posts, counts]) await store.createIndexes();

  const idOf = ({ stream }: EventEnvelope): string => stream.split(':')[2] ?? '';
  const tally = async (event: EventEnvelope): Promise<void> => {
    const id = idOf(event);
    await tallies.apply(id, event, (row) => ({ ...row, notes: row.notes + 1 }));
    await counted.react(id, event, {
      learn: (facts) => ({ ...facts, heard: facts.heard + 1 }),
      decide: (): readonly ParcelEvent[] => [{ type: 'Noted', v: 1, data: { text: event.id } }],
    });
  };
  const hear = (event: EventEnvelope): Promise<void> =>
    parcels.react(idOf(event), event, { learn: (facts) => ({ ...facts, heard: facts.heard + 1 }), decide: () => [] });
  const consume = (group: string, from: string, handlers: Handlers, { deadLetters }: typeof posts) =>
    createConsumer({
      bus,
      group,
      topics: [topicOf(from)],
      decode: fromRecord,
      handlers,
      deadLetters,
      clock: systemClock,
      log: silentLogger,
      metrics: createMetrics(),
      faults: noFaults,
    });
  const consumers = [
    consume('counter', 'post', { Sent: tally, Noted: tally, Rang: tally, Closed: tally }, counts),
    consume('post', 'counter', { Noted: hear }, posts),
  ];
  for (const consumer of consumers) await consumer.start();

  const sweep = async (): Promise<number> => {
    const done = (await parcels.fireDue(ring)) + (await posts.sweepOutboxes()) + (await counts.sweepOutboxes());
    await turn();
    return done;
  };
  const waiting = async (): Promise<boolean> =>
    (await bus.lag('counter', [topicOf('post')])) + (await bus.lag('post', [topicOf('counter')])) > 0 ||
    (await posts.oldestPending()) !== null ||
    (await counts.oldestPending()) !== null;

  return {
    posts,
    counts,
    parcels,
    tallies,
    counted,
    sweep,
    send: (id: string) => {
      const now = Date.now();
      // The last rings when the test is long over: it must stay armed.
      const rings = [now + 5, now + 10, now + 86_400_000];
      return parcels.create(id, call({ requestId: `${id}-send` }), () => [{ type: 'Sent', v: 1, data: sentData(id, { rings }) }]);
    },
    note: (id: string, text: string) =>
      parcels.execute(id, call({ requestId: `${id}-${text}` }), () => [{ type: 'Noted', v: 1, data: { text } }]),
    close: (id: string) =>
      parcels.execute(id, call({ requestId: `${id}-close` }), () => [{ type: 'Closed', v: 1, data: { by: 'clerk' } }]),
    drain: async (): Promise<void> => {
      while ((await sweep()) > 0 || (await waiting())) await turn();
      await Promise.all([posts.idle(), counts.idle()]);
    },
    stop: async (): Promise<void> => {
      for (const consumer of consumers) await consumer.stop();
      await Promise.all([posts.idle(), counts.idle()]);
    },
  };
};
