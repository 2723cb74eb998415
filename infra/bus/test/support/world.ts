import { type EventEnvelope, fromRecord, sealEvents, toRecord, UnknownEventVersion } from '@daqidi/events';
import { createMetrics, createVirtualClock, silentLogger } from '@daqidi/runtime';
import type { Consumer, ConsumerOptions, createConsumer } from '../../src/consumer.js';
import type { DeadLetterStore } from '../../src/dead-letter.js';
import type { Bus, BusRecord, DeliveredRecord } from '../../src/port.js';

export const topic = 'daqidi.intake.v1';
export const group = 'triage';

/** `count` events of one stream, as records. All streams share a partition: they have one case as their key. */
export const stream = (id: string, count: number, key = 'case-1', v = 1): BusRecord[] =>
  sealEvents({
    service: 'intake',
    stream: `intake:appeal:${id}`,
    key,
    after: { seq: 0, hash: null, time: null },
    events: Array.from({ length: count }, (_, index) => ({ type: 'Counted', v, data: { n: index + 1 } })),
    actor: { person: 'system', post: null },
    now: 1_790_000_000_000,
    correlationId: 'C1',
  }).map(toRecord);

export const streamName = (id: string): string => `intake:appeal:${id}`;

export const decode = (record: DeliveredRecord): EventEnvelope => {
  const event = fromRecord(record);
  if (event.v !== 1) throw new UnknownEventVersion(event.type, event.v);
  return event;
};

type Handle = (event: EventEnvelope) => Promise<void>;

/** What another service does with events: once in effect, by number. Survives its consumers. */
export const createEffects = () => {
  const applied = new Map<string, number[]>();
  const calls: string[] = [];
  const effects = {
    calls,
    /** Runs before the effect: throws, waits. */
    before: (async () => undefined) as Handle,
    applied: (id: string): readonly number[] => applied.get(streamName(id)) ?? [],
    handle: async (event: EventEnvelope): Promise<void> => {
      calls.push(event.id);
      await effects.before(event);
      const done = applied.get(event.stream) ?? [];
      applied.set(event.stream, done);
      if (event.seq > (done.at(-1) ?? 0)) done.push(event.seq);
    },
  };
  return effects;
};

export type Effects = ReturnType<typeof createEffects>;

export const failOn = (id: string, seq: number, error: () => Error): Handle => {
  const target = `${streamName(id)}/${seq}`;
  return async (event) => {
    if (event.id === target) throw error();
  };
};

export const consumerOn = (
  create: typeof createConsumer,
  bus: Bus,
  deadLetters: DeadLetterStore,
  effects: Effects,
  extra: Partial<ConsumerOptions> = {},
): Consumer =>
  create({
    bus,
    group,
    topics: [topic],
    decode,
    handlers: { Counted: effects.handle },
    deadLetters,
    clock: createVirtualClock('2026-11-23T00:00:00Z'),
    log: silentLogger,
    metrics: createMetrics(),
    faults: () => undefined,
    attempts: 3,
    retryDelay: 1,
    ...extra,
  });
