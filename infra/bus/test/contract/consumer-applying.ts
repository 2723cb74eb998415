import { conflict, createMetrics, unavailable } from '@daqidi/runtime';
import { invariant } from '@daqidi/testing';
import { ForkDetected } from '../../src/fork.js';
import { never, until, within } from '../support/until.js';
import { failOn, group, stream, streamName, topic } from '../support/world.js';
import { bug, type ConsumerBody, reasons } from './consumer-support.js';

export const applyingChecks: Readonly<Record<string, ConsumerBody>> = {
  'events are applied in order, once; types that nobody handles are passed over, whatever their version': async (world) => {
    const foreign = stream('F', 2, 'case-1', 7).map((one) => ({
      ...one,
      headers: { ...one.headers, ce_type: 'daqidi.intake.Unheard.v9' },
    }));
    await world.start();
    await world.bus.publish(topic, [...stream('A', 3), ...foreign, ...stream('B', 2, 'case-2')]);
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3]);
    expect(world.effects.applied('B')).toStrictEqual([1, 2]);
    expect(world.deadLetters.all()).toStrictEqual([]);
  },

  'a handler that keeps failing sets its stream aside, in order; the others of the partition go on': async (world) => {
    world.effects.before = failOn('A', 2, bug);
    await world.start();
    await world.bus.publish(topic, [...stream('A', 4), ...stream('B', 2)]);
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1]);
    expect(world.effects.applied('B')).toStrictEqual([1, 2]);
    expect(world.effects.calls.filter((id) => id === `${streamName('A')}/2`)).toHaveLength(3);
    const rows = await world.deadLetters.list(streamName('A'));
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['FAILED', 'BEHIND_DEAD_LETTER', 'BEHIND_DEAD_LETTER']);
    expect(rows.map(({ record }) => record.headers.ce_seq)).toStrictEqual(['2', '3', '4']);
    expect(rows[0]?.detail ?? '').toMatch(/^Error: a bug$/);
    expect(rows[0]?.setAsideAt).toBe('2026-11-23T00:00:00.000Z');
  },

  'a handler that recovers within its attempts sets nothing aside': async (world) => {
    let failures = 0;
    world.effects.before = async () => {
      failures += 1;
      if (failures <= 2) throw bug();
    };
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1, 2]);
    expect(world.deadLetters.all()).toStrictEqual([]);
  },

  'malformed records are set aside under their stream, or their place where even that is unreadable': async (world) => {
    const [first, second, third] = stream('A', 3);
    invariant(first && second && third);
    await world.start();
    await world.bus.publish(topic, [
      first,
      { ...second, value: '{"n":99}' },
      third,
      { key: 'case-1', value: 'noise', headers: {} },
      ...stream('B', 1),
    ]);
    await world.quiet();
    expect(world.effects.applied('A')).toStrictEqual([1]);
    expect(world.effects.applied('B')).toStrictEqual([1]);
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['MALFORMED', 'BEHIND_DEAD_LETTER']);
    const noise = world.deadLetters.all().find(({ stream: name }) => !name.startsWith('intake:'));
    expect(noise?.reason).toBe('MALFORMED');
    expect(noise?.stream).toBe(noise?.id);
    expect(noise?.stream ?? '').toMatch(/^daqidi\.intake\.v1\/\d+\/\d+$/);
  },

  'an unknown version is set aside': async (world) => {
    await world.start();
    await world.bus.publish(topic, [...stream('A', 2, 'case-1', 2), ...stream('B', 1)]);
    await world.quiet();
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['UNKNOWN_VERSION', 'BEHIND_DEAD_LETTER']);
    expect(world.effects.applied('B')).toStrictEqual([1]);
  },

  'a fork is set aside at once': async (world) => {
    world.effects.before = failOn('A', 1, () => new ForkDetected('another hash'));
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await world.quiet();
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['FORK', 'BEHIND_DEAD_LETTER']);
    expect(world.effects.calls).toHaveLength(1);
  },

  'transient errors set nothing aside: the partition waits, others go on, and it heals by itself': async (world) => {
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
    expect(world.deadLetters.all()).toStrictEqual([]);
    expect(world.effects.applied('B'), 'the partition waits').toStrictEqual([]);
    away = false;
    await world.quiet();
    expect([world.effects.applied('A'), world.effects.applied('B')]).toStrictEqual([[1, 2], [1]]);
    expect(await metrics.registry.metrics()).toMatch(/retries_total\{group="triage",kind="TRANSIENT"\} ([89]|\d\d+)/);
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
    expect(world.effects.applied('A')).toStrictEqual([1, 2, 3]);
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
    expect(world.effects.calls).toStrictEqual([1, 1, 2].map((seq) => `${streamName('A')}/${seq}`));
    expect(world.effects.applied('A')).toStrictEqual([1, 2]);
    expect(world.deadLetters.all()).toStrictEqual([]);
  },

  'a dead letter is durable before the offset moves, and tried again when it fails': async (world) => {
    const reached = world.gate();
    const held = world.gate();
    let tries = 0;
    world.deadLetters.before = async () => {
      tries += 1;
      if (tries === 1) throw unavailable(new Error('the store is away'));
      reached.open();
      await held.opened;
    };
    world.effects.before = failOn('A', 1, bug);
    await world.start();
    await world.bus.publish(topic, stream('A', 2));
    await within('the second try', reached.opened);
    await never('the offset passes the dead letter', async () => (await world.bus.lag(group, [topic])) < 2);
    held.open();
    await world.quiet();
    expect(reasons(world.deadLetters, 'A')).toStrictEqual(['FAILED', 'BEHIND_DEAD_LETTER']);
  },
};
