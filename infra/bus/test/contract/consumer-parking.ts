import assert from 'node:assert/strict';
import { createMetrics } from '@daqidi/runtime';
import { until, within } from '../support/until.js';
import { failOn, stream, streamName, topic } from '../support/world.js';
import { bug, type ConsumerBody, reasons } from './consumer-support.js';

export const parkingChecks: Readonly<Record<string, ConsumerBody>> = {
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
