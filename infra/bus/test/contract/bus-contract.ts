import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus, BusRecord, DeliveredRecord } from '../../src/port.js';
import { gate as createGate, never, until, within } from '../support/until.js';

export interface BusHarness {
  readonly bus: Bus;
  /** The same bus after a clean close. */
  reopen(): Promise<Bus>;
  /** The bus as the death of the process right now would leave it. The former one is not used any more, but ended by `end`. */
  crash(): Promise<Bus>;
  end(): Promise<void>;
}

export type MakeBus = () => Promise<BusHarness>;

export interface Check {
  readonly name: string;
  run(makeBus: MakeBus): Promise<void>;
}

const topic = 'daqidi.contract.v1';
const group = 'reader';

const record = (key: string, n: number): BusRecord => ({ key, value: JSON.stringify({ n }), headers: { ce_seq: String(n) } });
const numberOf = ({ value }: BusRecord): number => (JSON.parse(value) as { n: number }).n;
const records = (keys: readonly string[], from: number, to: number): BusRecord[] => {
  const list: BusRecord[] = [];
  for (let n = from; n <= to; n += 1) for (const key of keys) list.push(record(key, n));
  return list;
};
const manyKeys = Array.from({ length: 24 }, (_, index) => `case-${index}`);

const collector = () => {
  const seen: DeliveredRecord[] = [];
  const numbers = (key: string): number[] => seen.filter((one) => one.key === key).map(numberOf);
  return { seen, numbers, onRecord: async (one: DeliveredRecord): Promise<void> => void seen.push(one) };
};

const upTo = (to: number, from = 1): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const collect = async (bus: Bus, groupName: string, count: number, topics: readonly string[] = [topic]) => {
  const collected = collector();
  const consumption = await bus.consume({ group: groupName, topics, onRecord: collected.onRecord });
  await until(`${groupName} has ${count} records`, () => collected.seen.length >= count);
  await consumption.stop();
  return collected;
};

type Body = (harness: BusHarness, gate: typeof createGate) => Promise<void>;

/** Every gate is opened in the end, so that handlers held by a failed check do not keep the bus from closing. */
const withBus = async (makeBus: MakeBus, body: Body): Promise<void> => {
  const harness = await makeBus();
  const gates: ReturnType<typeof createGate>[] = [];
  const gate = () => {
    const made = createGate();
    gates.push(made);
    return made;
  };
  try {
    await body(harness, gate);
  } finally {
    for (const { open } of gates) open();
    await harness.end();
  }
};

const checks: Readonly<Record<string, Body>> = {
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

  'after a clean restart the group goes on where it was': async ({ bus, reopen }) => {
    await bus.publish(topic, records(manyKeys, 1, 4));
    await collect(bus, group, manyKeys.length * 4);
    const again = await reopen();
    assert.equal(await again.lag(group, [topic]), 0);
    await again.publish(topic, records(manyKeys, 5, 5));
    const collected = await collect(again, group, manyKeys.length);
    for (const key of manyKeys) assert.deepEqual(collected.numbers(key), [5]);
  },

  'a record whose handler failed comes again before later ones of its partition; others go on': async ({ bus }, gate) => {
    const seen: string[] = [];
    let failures = 0;
    const others = gate();
    const [failing = '', ...rest] = manyKeys;
    let home = -1;
    await bus.publish(topic, records([failing], 1, 3));
    await bus.publish(topic, records(rest, 1, 1));
    const consumption = await bus.consume({
      group,
      topics: [topic],
      onRecord: async (one) => {
        if (one.key === failing) home = one.partition;
        if (one.key === failing && numberOf(one) === 1 && failures < 3) {
          failures += 1;
          if (failures === 3) await others.opened;
          throw new Error('not yet');
        }
        seen.push(`${one.partition}:${one.key}:${numberOf(one)}`);
      },
    });
    await until('other partitions went on meanwhile', () => home >= 0 && seen.some((entry) => !entry.startsWith(`${home}:`)));
    others.open();
    await until('all arrived', () => seen.length >= rest.length + 3);
    assert.equal(failures, 3);
    assert.deepEqual(
      seen.filter((entry) => entry.includes(`:${failing}:`)).map((entry) => entry.split(':')[2]),
      ['1', '2', '3'],
    );
    assert.ok(seen.filter((entry) => entry.startsWith(`${home}:`))[0]?.includes(`:${failing}:1`), 'the partition waited');
    await consumption.stop();
  },

  'a stop waits for the record in hand, takes no further one, and keeps its offset': async ({ bus, reopen }, gate) => {
    const reached = gate();
    const held = gate();
    const finished: number[] = [];
    await bus.publish(topic, records(['one'], 1, 3));
    const consumption = await bus.consume({
      group,
      topics: [topic],
      onRecord: async (one) => {
        reached.open();
        await held.opened;
        finished.push(numberOf(one));
      },
    });
    await reached.opened;
    let stopped = false;
    const stopping = consumption.stop().then(() => {
      stopped = true;
    });
    await bus.publish(topic, records(['one'], 4, 4));
    assert.equal(stopped, false);
    held.open();
    await within('the stop', stopping);
    await consumption.stop();
    assert.deepEqual(finished, [1]);
    const again = await reopen();
    assert.equal(await again.lag(group, [topic]), 3);
    assert.deepEqual((await collect(again, group, 3)).numbers('one'), [2, 3, 4]);
  },

  'a stop ends the retries of a record that keeps failing; it is not taken': async ({ bus, reopen }) => {
    await bus.publish(topic, records(['one'], 1, 2));
    let failures = 0;
    const consumption = await bus.consume({
      group,
      topics: [topic],
      onRecord: async () => {
        failures += 1;
        throw new Error('never');
      },
    });
    await until('it failed a few times', () => failures >= 3);
    await within('the stop', consumption.stop());
    const again = await reopen();
    assert.deepEqual((await collect(again, group, 2)).numbers('one'), [1, 2]);
  },

  'the offset moves only after the record is taken: a crash in the handler delivers it again': async ({ bus, crash }, gate) => {
    await bus.publish(topic, records(['one'], 1, 2));
    const reached = gate();
    const held = gate();
    await bus.consume({
      group,
      topics: [topic],
      onRecord: async (one) => {
        if (numberOf(one) === 1) return;
        reached.open();
        await held.opened;
      },
    });
    await reached.opened;
    await never('the group has taken what it holds', async () => (await bus.lag(group, [topic])) === 0);
    const again = await crash();
    assert.ok((await again.lag(group, [topic])) >= 1);
    const collected = collector();
    await again.consume({ group, topics: [topic], onRecord: collected.onRecord });
    await until('it came again', () => collected.numbers('one').includes(2));
  },

  'what was published is durable before the answer': async ({ bus, crash }) => {
    await bus.publish(topic, records(manyKeys, 1, 1));
    await bus.publish(topic, records(['last'], 1, 1));
    const again = await crash();
    assert.equal(await again.lag('anyone', [topic]), manyKeys.length + 1);
    const collected = await collect(again, 'anyone', manyKeys.length + 1);
    assert.deepEqual(collected.numbers('last'), [1]);
  },

  'a replay gives everything in order, then says it caught up, then what comes live': async ({ bus }) => {
    await bus.publish(topic, records(manyKeys, 1, 5));
    await collect(bus, group, manyKeys.length * 5);
    const collected = collector();
    const replay = await bus.replay({ topics: [topic], onRecord: collected.onRecord });
    await within('catching up', replay.caughtUp);
    assert.ok(collected.seen.length >= manyKeys.length * 5);
    await bus.publish(topic, records(manyKeys, 6, 6));
    await until('live ones came', () => collected.seen.length >= manyKeys.length * 6);
    for (const key of manyKeys) assert.deepEqual(collected.numbers(key), upTo(6));
    await replay.stop();
    await bus.publish(topic, records(manyKeys, 7, 7));
    assert.equal(collected.seen.length, manyKeys.length * 6);
  },

  'a replay of nothing has caught up; one whose handler fails tries again': async ({ bus }) => {
    const empty = await bus.replay({ topics: ['daqidi.empty.v1'], onRecord: () => undefined });
    await within('catching up', empty.caughtUp);
    await empty.stop();
    await bus.publish(topic, records(['one'], 1, 2));
    const seen: number[] = [];
    let failed = false;
    const replay = await bus.replay({
      topics: [topic],
      onRecord: (one) => {
        if (!failed) {
          failed = true;
          throw new Error('once');
        }
        seen.push(numberOf(one));
      },
    });
    await within('catching up', replay.caughtUp);
    assert.deepEqual(seen, [1, 2]);
    await replay.stop();
  },

  'lag counts what a group has not taken': async ({ bus }) => {
    assert.equal(await bus.lag(group, [topic]), 0);
    await bus.publish(topic, records(manyKeys, 1, 2));
    await bus.publish('daqidi.other.v1', records(['other'], 1, 3));
    assert.equal(await bus.lag(group, [topic]), manyKeys.length * 2);
    assert.equal(await bus.lag(group, [topic, 'daqidi.other.v1']), manyKeys.length * 2 + 3);
    await collect(bus, group, manyKeys.length * 2);
    assert.equal(await bus.lag(group, [topic]), 0);
    assert.equal(await bus.lag('nobody', [topic]), manyKeys.length * 2);
  },

  'a closed bus refuses; closing twice is harmless': async ({ bus }) => {
    await bus.publish(topic, records(['one'], 1, 1));
    await bus.close();
    await bus.close();
    await assert.rejects(bus.publish(topic, records(['one'], 2, 2)));
    await assert.rejects(bus.consume({ group, topics: [topic], onRecord: async () => undefined }));
  },
};

export const busChecks: readonly Check[] = Object.entries(checks).map(([name, body]) => ({
  name,
  run: (makeBus) => withBus(makeBus, body),
}));

/** The promises of the port, on any binding. */
export const busContract = (name: string, makeBus: MakeBus): void => {
  for (const check of busChecks) test(`${name}: ${check.name}`, { timeout: 60_000 }, () => check.run(makeBus));
};
