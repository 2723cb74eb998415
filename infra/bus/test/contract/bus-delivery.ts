import assert from 'node:assert/strict';
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
    for (const key of manyKeys) assert.deepEqual(collected.numbers(key), upTo(10));
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
      assert.deepEqual({ key: found?.key, value: found?.value, headers: { ...found?.headers } }, one);
    }
    const last = new Map<number, bigint>();
    const home = new Map<string, number>();
    for (const { key, partition, offset, topic: from } of seen) {
      assert.equal(from, topic);
      assert.ok(BigInt(offset) > (last.get(partition) ?? -1n), 'offsets ascend');
      last.set(partition, BigInt(offset));
      assert.equal(home.get(key) ?? partition, partition);
      home.set(key, partition);
    }
    assert.ok(last.size > 1, 'keys are spread');
  },

  'each group gets everything, a late one from the beginning, topics apart': async ({ bus }) => {
    await bus.publish(topic, records(manyKeys, 1, 2));
    await bus.publish('daqidi.other.v1', records(['other'], 1, 1));
    const early = await collect(bus, 'early', manyKeys.length * 2);
    await bus.publish(topic, records(manyKeys, 3, 3));
    const late = await collect(bus, 'late', manyKeys.length * 3);
    assert.equal(early.seen.length, manyKeys.length * 2);
    for (const key of manyKeys) assert.deepEqual(late.numbers(key), [1, 2, 3]);
    const both = await collect(bus, 'both', manyKeys.length * 3 + 1, [topic, 'daqidi.other.v1']);
    assert.deepEqual(both.numbers('other'), [1]);
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
    assert.ok((own[0] ?? 0) > 0 && (own[1] ?? 0) > 0, `shared ${own}`);
    const publishing = bus.publish(topic, records(manyKeys, 11, 40));
    const third = await join(2);
    await first.stop();
    await publishing;
    await until('all arrived', async () => (await bus.lag(group, [topic])) === 0);
    await second.stop();
    await third.stop();
    for (const key of manyKeys) {
      const numbers = all.numbers(key);
      assert.deepEqual([...new Set(numbers)], upTo(40), 'first sights are in order');
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
    assert.equal(collected.numbers(keys[0] ?? '').length, 0, 'the held record is in one hand only');
    held.open();
    await stopping;
    await until('the rest is with the second', () => collected.numbers(keys[0] ?? '').includes(2));
    assert.ok(!collected.numbers(keys[0] ?? '').includes(1), 'what was finished is not delivered again');
    assert.equal(steps.length > 0, true);
    await second.stop();
  },
};
