import { never, until, within } from '../support/until.js';
import { type Body, collect, collector, group, manyKeys, numberOf, records, topic, upTo } from './bus-support.js';

export const recoveryChecks: Readonly<Record<string, Body>> = {
  'after a clean restart the group goes on where it was': async ({ bus, reopen }) => {
    await bus.publish(topic, records(manyKeys, 1, 4));
    await collect(bus, group, manyKeys.length * 4);
    const again = await reopen();
    expect(await again.lag(group, [topic])).toBe(0);
    await again.publish(topic, records(manyKeys, 5, 5));
    const collected = await collect(again, group, manyKeys.length);
    for (const key of manyKeys) expect(collected.numbers(key)).toStrictEqual([5]);
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
    expect(failures).toBe(3);
    expect(seen.filter((entry) => entry.includes(`:${failing}:`)).map((entry) => entry.split(':')[2])).toStrictEqual([
      '1',
      '2',
      '3',
    ]);
    expect(
      seen.filter((entry) => entry.startsWith(`${home}:`))[0]?.includes(`:${failing}:1`),
      'the partition waited',
    ).toBeTruthy();
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
    expect(stopped).toBe(false);
    held.open();
    await within('the stop', stopping);
    await consumption.stop();
    expect(finished).toStrictEqual([1]);
    const again = await reopen();
    expect(await again.lag(group, [topic])).toBe(3);
    expect((await collect(again, group, 3)).numbers('one')).toStrictEqual([2, 3, 4]);
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
    expect((await collect(again, group, 2)).numbers('one')).toStrictEqual([1, 2]);
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
    expect(await again.lag(group, [topic])).toBeGreaterThanOrEqual(1);
    const collected = collector();
    await again.consume({ group, topics: [topic], onRecord: collected.onRecord });
    await until('it came again', () => collected.numbers('one').includes(2));
  },

  'what was published is durable before the answer': async ({ bus, crash }) => {
    await bus.publish(topic, records(manyKeys, 1, 1));
    await bus.publish(topic, records(['last'], 1, 1));
    const again = await crash();
    expect(await again.lag('anyone', [topic])).toBe(manyKeys.length + 1);
    const collected = await collect(again, 'anyone', manyKeys.length + 1);
    expect(collected.numbers('last')).toStrictEqual([1]);
  },

  'a replay gives everything in order, then says it caught up, then what comes live': async ({ bus }) => {
    await bus.publish(topic, records(manyKeys, 1, 5));
    await collect(bus, group, manyKeys.length * 5);
    const collected = collector();
    const replay = await bus.replay({ topics: [topic], onRecord: collected.onRecord });
    await within('catching up', replay.caughtUp);
    expect(collected.seen.length).toBeGreaterThanOrEqual(manyKeys.length * 5);
    await bus.publish(topic, records(manyKeys, 6, 6));
    await until('live ones came', () => collected.seen.length >= manyKeys.length * 6);
    for (const key of manyKeys) expect(collected.numbers(key)).toStrictEqual(upTo(6));
    await replay.stop();
    await bus.publish(topic, records(manyKeys, 7, 7));
    expect(collected.seen).toHaveLength(manyKeys.length * 6);
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
    expect(seen).toStrictEqual([1, 2]);
    await replay.stop();
  },

  'lag counts what a group has not taken': async ({ bus }) => {
    expect(await bus.lag(group, [topic])).toBe(0);
    await bus.publish(topic, records(manyKeys, 1, 2));
    await bus.publish('daqidi.other.v1', records(['other'], 1, 3));
    expect(await bus.lag(group, [topic])).toBe(manyKeys.length * 2);
    expect(await bus.lag(group, [topic, 'daqidi.other.v1'])).toBe(manyKeys.length * 2 + 3);
    await collect(bus, group, manyKeys.length * 2);
    expect(await bus.lag(group, [topic])).toBe(0);
    expect(await bus.lag('nobody', [topic])).toBe(manyKeys.length * 2);
  },

  'a closed bus refuses; closing twice is harmless': async ({ bus }) => {
    await bus.publish(topic, records(['one'], 1, 1));
    await bus.close();
    await bus.close();
    await expect(bus.publish(topic, records(['one'], 2, 2))).rejects.toThrow();
    await expect(bus.consume({ group, topics: [topic], onRecord: async () => undefined })).rejects.toThrow();
  },
};
