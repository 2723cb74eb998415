import type { BusRecord } from '../../src/port.js';
import { until } from '../support/until.js';
import { type Body, collect, collector, group, manyKeys, record, records, topic, upTo } from './bus-support.js';

export const deliveryChecks: Readonly<Record<string, Body>> = {
  'order is kept per key, over several publishers and batches': async ({ bus }) => {
    const collected = collector();
    await bus.consume({ group, topics: [topic], onRecord: collected.onRecord });
    await Promise.all(
      manyKeys.map(async (key) => {
        await bus.publish(topic, records([key], 1, 5));
        for (const n of upTo(10, 6)) await bus.publish(topic, [record(key, n)]);
      }),
    );
    await until('all arrived', () => collected.seen.length >= manyKeys.length * 10);
    for (const key of manyKeys) expect(collected.numbers(key)).toStrictEqual(upTo(10));
  },

  'content arrives unchanged, offsets ascend per partition, a key stays on its partition': async ({ bus }) => {
    const odd: BusRecord[] = [
      { key: '举报', value: '', headers: {} },
      { key: 'a\u0000b', value: 'nul \u0000 emoji 😀 "quotes" \n', headers: { 'content-type': 'text/plain', ce_x: '张三' } },
      { key: 'long', value: 'x'.repeat(300_000), headers: {} },
    ];
    await bus.publish(topic, odd);
    await bus.publish(topic, records(manyKeys, 1, 3));
    await bus.publish(topic, []);
    const { seen } = await collect(bus, group, odd.length + manyKeys.length * 3);
    for (const one of odd) {
      const found = seen.find(({ key }) => key === one.key);
      expect({ key: found?.key, value: found?.value, headers: { ...found?.headers } }).toStrictEqual(one);
    }
    const last = new Map<number, bigint>();
    const home = new Map<string, number>();
    for (const { key, partition, offset, topic: from } of seen) {
      expect(from).toBe(topic);
      expect(BigInt(offset), 'offsets ascend').toBeGreaterThan(last.get(partition) ?? -1n);
      last.set(partition, BigInt(offset));
      expect(home.get(key) ?? partition).toBe(partition);
      home.set(key, partition);
    }
    expect(last.size, 'keys are spread').toBeGreaterThan(1);
  },

  'each group gets everything, a late one from the beginning, topics apart': async ({ bus }) => {
    await bus.publish(topic, records(manyKeys, 1, 2));
    await bus.publish('daqidi.other.v1', records(['other'], 1, 1));
    const early = await collect(bus, 'early', manyKeys.length * 2);
    await bus.publish(topic, records(manyKeys, 3, 3));
    const late = await collect(bus, 'late', manyKeys.length * 3);
    expect(early.seen).toHaveLength(manyKeys.length * 2);
    for (const key of manyKeys) expect(late.numbers(key)).toStrictEqual([1, 2, 3]);
    const both = await collect(bus, 'both', manyKeys.length * 3 + 1, [topic, 'daqidi.other.v1']);
    expect(both.numbers('other')).toStrictEqual([1]);
  },

  'members of a group share; order per key holds while they come and go': async ({ bus }) => {
    const all = collector();
    const own = [0, 0, 0];
    const join = (member: number) =>
      bus.consume({
        group,
        topics: [topic],
        onRecord: async (one) => {
          own[member] = (own[member] ?? 0) + 1;
          await all.onRecord(one);
        },
      });
    const first = await join(0);
    const second = await join(1);
    await bus.publish(topic, records(manyKeys, 1, 10));
    await until('both have some and all arrived', () => all.seen.length >= manyKeys.length * 10);
    expect(own[0] ?? 0, `shared ${own}`).toBeGreaterThan(0);
    expect(own[1] ?? 0, `shared ${own}`).toBeGreaterThan(0);
    const publishing = bus.publish(topic, records(manyKeys, 11, 40));
    const third = await join(2);
    await first.stop();
    await publishing;
    await until('all arrived', async () => (await bus.lag(group, [topic])) === 0);
    await second.stop();
    await third.stop();
    for (const key of manyKeys) {
      const numbers = all.numbers(key);
      expect([...new Set(numbers)], 'first sights are in order').toStrictEqual(upTo(40));
    }
  },

  'a partition moves only after the record in hand is finished': async ({ bus }, gate) => {
    const held = gate();
    const reached = gate();
    const steps: string[] = [];
    const keys = manyKeys;
    const first = await bus.consume({
      group,
      topics: [topic],
      onRecord: async ({ key, partition, offset }) => {
        if (key === keys[0]) {
          reached.open();
          await held.opened;
        }
        steps.push(`${partition}/${offset}`);
      },
    });
    await bus.publish(topic, records([keys[0] ?? ''], 1, 2));
    await reached.opened;
    const collected = collector();
    const second = await bus.consume({ group, topics: [topic], onRecord: collected.onRecord });
    const stopping = first.stop();
    await bus.publish(topic, records(keys.slice(1), 1, 1));
    expect(collected.numbers(keys[0] ?? ''), 'the held record is in one hand only').toHaveLength(0);
    held.open();
    await stopping;
    await until('the rest is with the second', () => collected.numbers(keys[0] ?? '').includes(2));
    expect(collected.numbers(keys[0] ?? ''), 'what was finished is not delivered again').not.toContain(1);
    expect(steps.length).toBeGreaterThan(0);
    await second.stop();
  },
};
