import type { Consumer, ConsumerOptions, createConsumer } from '../../src/consumer.js';
import type { Bus } from '../../src/port.js';
import { createMemoryDeadLetters, type MemoryDeadLetters } from '../support/memory-dead-letters.js';
import { gate as createGate, until } from '../support/until.js';
import { consumerOn, createEffects, type Effects, group, streamName, topic } from '../support/world.js';
import type { BusHarness, MakeBus } from './bus-support.js';

/** What is under test; a saboteur replaces any of it. */
export interface ConsumerParts {
  readonly makeBus: MakeBus;
  readonly createConsumer: typeof createConsumer;
  /** Wraps the store the checks look into. */
  readonly deadLettersFor?: (store: MemoryDeadLetters) => ConsumerOptions['deadLetters'];
}

export interface ConsumerCheck {
  readonly name: string;
  run(parts: ConsumerParts): Promise<void>;
}

export interface World extends BusHarness {
  readonly effects: Effects;
  readonly deadLetters: MemoryDeadLetters;
  gate(): ReturnType<typeof createGate>;
  start(bus?: Bus, extra?: Partial<ConsumerOptions>): Promise<Consumer>;
  /** Waits until the group has taken everything. */
  quiet(bus?: Bus): Promise<void>;
}

export const withWorld = async (parts: ConsumerParts, body: (world: World) => Promise<void>): Promise<void> => {
  const harness = await parts.makeBus();
  const effects = createEffects();
  const deadLetters = createMemoryDeadLetters();
  const store = parts.deadLettersFor?.(deadLetters) ?? deadLetters;
  const gates: ReturnType<typeof createGate>[] = [];
  const started: Consumer[] = [];
  try {
    await body({
      ...harness,
      effects,
      deadLetters,
      gate: () => {
        const made = createGate();
        gates.push(made);
        return made;
      },
      start: async (bus = harness.bus, extra = {}) => {
        const consumer = consumerOn(parts.createConsumer, bus, store, effects, extra);
        started.push(consumer);
        await consumer.start();
        return consumer;
      },
      quiet: (bus = harness.bus) => until('the group took everything', async () => (await bus.lag(group, [topic])) === 0),
    });
  } finally {
    for (const { open } of gates) open();
    await Promise.allSettled(started.map((consumer) => consumer.stop()));
    await harness.end();
  }
};

export const bug = (): Error => new Error('a bug');
export const reasons = (deadLetters: MemoryDeadLetters, id: string): readonly string[] =>
  deadLetters
    .all()
    .filter((row) => row.stream === streamName(id))
    .map(({ reason }) => reason);

export type ConsumerBody = (world: World) => Promise<void>;
