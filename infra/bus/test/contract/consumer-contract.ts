import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflict, createMetrics, unavailable } from '@daqidi/runtime';
import type { Consumer, ConsumerOptions, createConsumer } from '../../src/consumer.js';
import { ForkDetected } from '../../src/fork.js';
import type { Bus } from '../../src/port.js';
import { createMemoryParked, type MemoryParked } from '../support/memory-parked.js';
import { gate as createGate, never, until, within } from '../support/until.js';
import { consumerOn, createEffects, type Effects, failOn, group, stream, streamName, topic } from '../support/world.js';
import type { BusHarness, MakeBus } from './bus-contract.js';

/** What is under test; a saboteur replaces any of it. */
export interface ConsumerParts {
  readonly makeBus: MakeBus;
  readonly createConsumer: typeof createConsumer;
  /** Wraps the store the checks look into. */
  readonly parkedFor?: (store: MemoryParked) => ConsumerOptions['parked'];
}

export interface ConsumerCheck {
  readonly name: string;
  run(parts: ConsumerParts): Promise<void>;
}

interface World extends BusHarness {
  readonly effects: Effects;
  readonly parked: MemoryParked;
  gate(): ReturnType<typeof createGate>;
  start(bus?: Bus, extra?: Partial<ConsumerOptions>): Promise<Consumer>;
  /** Waits until the group has taken everything. */
  quiet(bus?: Bus): Promise<void>;
}

const withWorld = async (parts: ConsumerParts, body: (world: World) => Promise<void>): Promise<void> => {
  const harness = await parts.makeBus();
  const effects = createEffects();
  const parked = createMemoryParked();
  const store = parts.parkedFor?.(parked) ?? parked;
  const gates: ReturnType<typeof createGate>[] = [];
  const started: Consumer[] = [];
  try {
    await body({
      ...harness,
      effects,
      parked,
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

const bug = (): Error => new Error('a bug');
const reasons = (parked: MemoryParked, id: string): readonly string[] =>
  parked
    .all()
    .filter((row) => row.stream === streamName(id))
    .map(({ reason }) => reason);

const checks: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'events are applied in order, once; types that nobody handles are passed over, whatever their version': async (world) => {
    const foreign = stream('F', 2, 'case-1', 7).map((one) => ({
      ...one,
      headers: { ...one.headers, ce_type: 'daqidi.intake.Unheard.v9' },
    }));
    await world.start();
    await world.bus.publish(topic, [...stream('A', 3), ...foreign, ...stream('B', 2, 'case-2')]);
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3]);
    assert.deepEqual(world.effects.applied('B'), [1, 2]);
    assert.deepEqual(world.parked.all(), []);
  },

  'a handler that keeps failing parks its stream, in order; the others of the partition go on': async (world) => {
    world.effects.before = failOn('A', 2, bug);
    await world.start();
    await world.bus.publish(topic, [...stream('A', 4), ...stream('B', 2)]);
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1]);
    assert.deepEqual(world.effects.applied('B'), [1, 2]);
    assert.equal(world.effects.calls.filter((id) => id === `${streamName('A')}/2`).length, 3);
    const rows = await world.parked.list(streamName('A'));
    assert.deepEqual(reasons(world.parked, 'A'), ['FAILED', 'BEHIND_PARKED', 'BEHIND_PARKED']);
    assert.deepEqual(
      rows.map(({ record }) => record.headers.ce_seq),
      ['2', '3', '4'],
    );
    assert.match(rows[0]?.detail ?? '', /^Error: a bug$/);
    assert.equal(rows[0]?.parkedAt, '2026-11-23T00:00:00.000Z');
  },

  'a handler that recovers within its attempts parks nothing': async (world) => {
    let failures = 0;
    world.effects.before = async () => {
      failures += 1;
      if (failures <= 2) throw bug();
    };
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1, 2]);
    assert.deepEqual(world.parked.all(), []);
  },

  'malformed records are parked under their stream, or their place where even that is unreadable': async (world) => {
    const [first, second, third] = stream('A', 3);
    assert.ok(first && second && third);
    await world.start();
    await world.bus.publish(topic, [
      first,
      { ...second, value: '{"n":99}' },
      third,
      { key: 'case-1', value: 'noise', headers: {} },
      ...stream('B', 1),
    ]);
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1]);
    assert.deepEqual(world.effects.applied('B'), [1]);
    assert.deepEqual(reasons(world.parked, 'A'), ['MALFORMED', 'BEHIND_PARKED']);
    const noise = world.parked.all().find(({ stream: name }) => !name.startsWith('intake:'));
    assert.equal(noise?.reason, 'MALFORMED');
    assert.equal(noise?.stream, noise?.id);
    assert.match(noise?.stream ?? '', /^daqidi\.intake\.v1\/\d+\/\d+$/);
  },

  'an unknown version is parked': async (world) => {
    await world.start();
    await world.bus.publish(topic, [...stream('A', 2, 'case-1', 2), ...stream('B', 1)]);
    await world.quiet();
    assert.deepEqual(reasons(world.parked, 'A'), ['UNKNOWN_VERSION', 'BEHIND_PARKED']);
    assert.deepEqual(world.effects.applied('B'), [1]);
  },

  'a fork is parked at once': async (world) => {
    world.effects.before = failOn('A', 1, () => new ForkDetected('another hash'));
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    assert.deepEqual(reasons(world.parked, 'A'), ['FORK', 'BEHIND_PARKED']);
    assert.equal(world.effects.calls.length, 1);
  },

  'transient errors park nothing: the partition waits, others go on, and it heals by itself': async (world) => {
    const metrics = createMetrics();
    let away = true;
    let failures = 0;
    world.effects.before = async (event) => {
      if (event.stream !== streamName('A') || !away) return;
      failures += 1;
      throw failures % 2 === 0 ? conflict() : unavailable(new Error('the store is away'));
    };
    await world.start(world.bus, { metrics });
    await world.bus.publish(topic, [...stream('A', 2), ...stream('B', 1), ...stream('C', 2, 'case-2')]);
    await until('it was tried often', () => failures > 8);
    await until('another partition went on', () => world.effects.applied('C').length === 2);
    assert.deepEqual(world.parked.all(), []);
    assert.deepEqual(world.effects.applied('B'), [], 'the partition waits');
    away = false;
    await world.quiet();
    assert.deepEqual([world.effects.applied('A'), world.effects.applied('B')], [[1, 2], [1]]);
    assert.match(await metrics.registry.metrics(), /retries_total\{group="triage",kind="TRANSIENT"\} ([89]|\d\d+)/);
  },

  'the offset moves after the effect: a crash in the handler applies it on the next start, once': async (world) => {
    const reached = world.gate();
    const held = world.gate();
    world.effects.before = async (event) => {
      if (event.seq !== 2) return;
      reached.open();
      await held.opened;
      throw unavailable(new Error('this process is dead'));
    };
    await world.start();
    await world.bus.publish(topic, stream('A', 3));
    await within('the handler', reached.opened);
    await never('the offset passes the event in hand', async () => (await world.bus.lag(group, [topic])) < 2);
    const bus = await world.crash();
    world.effects.before = async () => undefined;
    await world.start(bus);
    await until('all are applied', () => world.effects.applied('A').length === 3);
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3]);
  },

  'a failure between effect and offset delivers again; the effect stays one': async (world) => {
    let failed = false;
    const faults = (point: string): void => {
      if (point !== 'after-effect-before-offset' || failed) return;
      failed = true;
      throw new Error('cut here');
    };
    await world.start(world.bus, { faults });
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    assert.deepEqual(
      world.effects.calls,
      [1, 1, 2].map((seq) => `${streamName('A')}/${seq}`),
    );
    assert.deepEqual(world.effects.applied('A'), [1, 2]);
    assert.deepEqual(world.parked.all(), []);
  },

  'a parking is durable before the offset moves, and tried again when it fails': async (world) => {
    const reached = world.gate();
    const held = world.gate();
    let tries = 0;
    world.parked.before = async () => {
      tries += 1;
      if (tries === 1) throw unavailable(new Error('the store is away'));
      reached.open();
      await held.opened;
    };
    world.effects.before = failOn('A', 1, bug);
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await within('the second try', reached.opened);
    await never('the offset passes the parking', async () => (await world.bus.lag(group, [topic])) < 2);
    held.open();
    await world.quiet();
    assert.deepEqual(reasons(world.parked, 'A'), ['FAILED', 'BEHIND_PARKED']);
  },

  'a restart remembers what is parked: nothing overtakes it': async (world) => {
    world.effects.before = failOn('A', 2, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    await consumer.stop();
    const bus = await world.reopen();
    world.effects.before = async () => undefined;
    await world.start(bus);
    await bus.publish(topic, stream('A', 4).slice(2));
    await world.quiet(bus);
    assert.deepEqual(world.effects.applied('A'), [1]);
    assert.deepEqual(reasons(world.parked, 'A'), ['FAILED', 'BEHIND_PARKED', 'BEHIND_PARKED']);
  },

  'a stop gives up on an event that is tried again; nothing is parked, the next start takes it': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const consumer = await world.start(world.bus, { retryDelay: 60_000 });
    await world.bus.publish(topic, stream('A', 1));
    await until('it was tried', () => world.effects.calls.length === 1);
    await within('the stop', consumer.stop());
    assert.deepEqual(world.parked.all(), []);
    const bus = await world.reopen();
    world.effects.before = async () => undefined;
    await world.start(bus);
    await world.quiet(bus);
    assert.deepEqual(world.effects.applied('A'), [1]);
  },

  'a redrive applies what is parked in order and opens the stream': async (world) => {
    world.effects.before = failOn('A', 2, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    world.effects.before = async () => undefined;
    assert.deepEqual(await consumer.redrive(streamName('A')), { applied: 3, stillParked: 0 });
    await world.bus.publish(topic, stream('A', 5).slice(4));
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3, 4, 5]);
    assert.deepEqual(world.parked.all(), []);
    assert.deepEqual(await consumer.redrive('intake:appeal:none'), { applied: 0, stillParked: 0 });
  },

  'a redrive stops at the first that fails again, and the stream stays closed': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    world.effects.before = failOn('A', 3, bug);
    assert.deepEqual(await consumer.redrive(streamName('A')), { applied: 2, stillParked: 2 });
    await world.bus.publish(topic, stream('A', 5).slice(4));
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1, 2]);
    assert.equal(world.parked.all().length, 3);
    world.effects.before = async () => undefined;
    assert.deepEqual(await consumer.redrive(streamName('A')), { applied: 3, stillParked: 0 });
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3, 4, 5]);
  },

  'what arrives while a redrive runs overtakes nothing and is drained with it': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    const reached = world.gate();
    const held = world.gate();
    world.effects.before = async (event) => {
      if (event.seq !== 1) return;
      reached.open();
      await held.opened;
    };
    const redriving = consumer.redrive(streamName('A'));
    const joined = consumer.redrive(streamName('A'));
    await within('the redrive', reached.opened);
    await world.bus.publish(topic, stream('A', 5).slice(2));
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), []);
    held.open();
    assert.deepEqual(await redriving, { applied: 5, stillParked: 0 });
    assert.deepEqual(await joined, { applied: 5, stillParked: 0 });
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3, 4, 5]);
  },

  'a member that takes over a partition knows what the former one parked': async (world) => {
    const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    const next = (from: number, to: number) => ids.flatMap((id) => stream(id, to, `case-${id}`).slice(from));
    world.effects.before = async () => {
      throw bug();
    };
    const [one, other] = [await world.start(), await world.start()];
    await world.bus.publish(topic, next(0, 1));
    await world.quiet();
    world.effects.before = async () => undefined;
    await one.stop();
    await world.bus.publish(topic, next(1, 2));
    await world.quiet();
    for (const id of ids) assert.deepEqual(world.effects.applied(id), [], `${id} was overtaken`);
    for (const id of ids) assert.deepEqual(await other.redrive(streamName(id)), { applied: 2, stillParked: 0 });
  },

  'a stream that another member redrove is open for the one that has the partition': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const members = [await world.start(), await world.start()];
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    world.effects.before = async () => undefined;
    for (const member of members) await member.redrive(streamName('A'));
    await world.bus.publish(topic, stream('A', 4).slice(2));
    await world.quiet();
    assert.deepEqual(world.effects.applied('A'), [1, 2, 3, 4]);
    assert.deepEqual(world.parked.all(), []);
  },

  'metrics tell what is parked and why, what was handled, and the lag': async (world) => {
    const metrics = createMetrics();
    world.effects.before = failOn('A', 2, bug);
    const consumer = await world.start(world.bus, { metrics });
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    const text = await metrics.registry.metrics();
    assert.match(text, /parked_records\{group="triage",reason="FAILED"\} 1/);
    assert.match(text, /parked_records\{group="triage",reason="BEHIND_PARKED"\} 2/);
    assert.match(text, /handled_total\{group="triage",type="Counted"\} 1/);
    assert.match(text, /handler_seconds_count\{group="triage"\} 1/);
    assert.match(text, /lag_records\{group="triage"\} 0/);
    assert.equal(await consumer.lag(), 0);
    world.effects.before = async () => undefined;
    await consumer.redrive(streamName('A'));
    assert.match(await metrics.registry.metrics(), /parked_records\{group="triage",reason="BEHIND_PARKED"\} 0/);
  },
};

export const consumerChecks: readonly ConsumerCheck[] = Object.entries(checks).map(([name, body]) => ({
  name,
  run: (parts) => withWorld(parts, body),
}));

export const consumerContract = (name: string, parts: ConsumerParts): void => {
  for (const check of consumerChecks) test(`${name}: ${check.name}`, { timeout: 60_000 }, () => check.run(parts));
};
