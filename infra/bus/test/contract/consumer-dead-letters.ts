import { createMetrics } from '@daqidi/runtime';
import { until, within } from '../support/until.js';
import { failOn, stream, streamName, topic } from '../support/world.js';
import { bug, type ConsumerBody, reasons } from './consumer-support.js';

export const deadLetterChecks: Readonly<Record<string, ConsumerBody>> = {
  'a restart remembers what is set aside: nothing overtakes it': async (world) => {
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
    expect(world.effects.applied('A')).toStrictEqual([1]);
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['FAILED', 'BEHIND_DEAD_LETTER', 'BEHIND_DEAD_LETTER']);
  },

  'a stop gives up on an event that is tried again; nothing is set aside, the next start takes it': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const consumer = await world.start(world.bus, { retryDelay: 60_000 });
    await world.bus.publish(topic, stream('A', 1));
    await until('it was tried', () => world.effects.calls.length === 1);
    await within('the stop', consumer.stop());
    expect(world.deadLetters.all()).toStrictEqual([]);
    const bus = await world.reopen();
    world.effects.before = async () => undefined;
    await world.start(bus);
    await world.quiet(bus);
    expect(world.effects.applied('A')).toStrictEqual([1]);
  },

  'a redrive applies what is set aside in order and opens the stream': async (world) => {
    world.effects.before = failOn('A', 2, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    world.effects.before = async () => undefined;
    expect(await consumer.redrive(streamName('A'))).toStrictEqual({ applied: 3, remaining: 0 });
    await world.bus.publish(topic, stream('A', 5).slice(4));
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3, 4, 5]);
    expect(world.deadLetters.all()).toStrictEqual([]);
    expect(await consumer.redrive('intake:appeal:none')).toStrictEqual({ applied: 0, remaining: 0 });
  },

  'a redrive stops at the first that fails again, and the stream stays closed': async (world) => {
    world.effects.before = failOn('A', 1, bug);
    const consumer = await world.start();
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    world.effects.before = failOn('A', 3, bug);
    expect(await consumer.redrive(streamName('A'))).toStrictEqual({ applied: 2, remaining: 2 });
    await world.bus.publish(topic, stream('A', 5).slice(4));
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1, 2]);
    expect(world.deadLetters.all()).toHaveLength(3);
    world.effects.before = async () => undefined;
    expect(await consumer.redrive(streamName('A'))).toStrictEqual({ applied: 3, remaining: 0 });
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3, 4, 5]);
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
    expect(world.effects.applied('A')).toStrictEqual([]);
    held.open();
    expect(await redriving).toStrictEqual({ applied: 5, remaining: 0 });
    expect(await joined).toStrictEqual({ applied: 5, remaining: 0 });
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3, 4, 5]);
  },

  'a member that takes over a partition knows what the former one set aside': async (world) => {
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
    for (const id of ids) expect(world.effects.applied(id), `${id} was overtaken`).toStrictEqual([]);
    for (const id of ids) expect(await other.redrive(streamName(id))).toStrictEqual({ applied: 2, remaining: 0 });
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
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3, 4]);
    expect(world.deadLetters.all()).toStrictEqual([]);
  },

  'metrics tell what is set aside and why, what was handled, and the lag': async (world) => {
    const metrics = createMetrics();
    world.effects.before = failOn('A', 2, bug);
    const consumer = await world.start(world.bus, { metrics });
    await world.bus.publish(topic, stream('A', 4));
    await world.quiet();
    const reads = world.deadLetters.reads();
    const text = await metrics.registry.metrics();
    expect(world.deadLetters.reads(), 'a scrape counts, and reads none of them').toBe(reads);
    expect(text).toMatch(/dead_letters\{group="triage",reason="FAILED"\} 1/);
    expect(text).toMatch(/dead_letters\{group="triage",reason="BEHIND_DEAD_LETTER"\} 2/);
    expect(text).toMatch(/handled_total\{group="triage",type="Counted"\} 1/);
    expect(text).toMatch(/handler_seconds_count\{group="triage"\} 1/);
    expect(text).toMatch(/lag_records\{group="triage"\} 0/);
    expect(await consumer.lag()).toBe(0);
    world.effects.before = async () => undefined;
    await consumer.redrive(streamName('A'));
    expect(await metrics.registry.metrics()).toMatch(/dead_letters\{group="triage",reason="BEHIND_DEAD_LETTER"\} 0/);
  },
};
