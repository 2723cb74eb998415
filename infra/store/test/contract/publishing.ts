import { setImmediate as turn } from 'node:timers/promises';
import { invariant } from '@daqidi/testing';
import { until } from '../support/until.js';
import { assertPublished, assertWhole, publishAll } from './invariants.js';
import { type Checks, call, type Instance, start } from './store-support.js';

const stream = 'post:parcel:p';

export const publishingChecks: Checks = {
  'all that waits is archived, then sent in order, then cleared': async (world) => {
    const instance = world.open();
    const observer = world.open();
    const seen: unknown[] = [];
    world.beforeSend = async (events) => {
      const archived = await observer.store.archive.ofStream(stream);
      const document = await observer.parcels.collection.byId('p');
      const last = events.at(-1)?.seq ?? 0;
      seen.push(archived.length >= last && document?.outbox.some(({ seq }) => seq === last));
    };
    await instance.send('p');
    await instance.parcels.execute('p', call(), () =>
      ['one', 'two', 'three'].map((text) => ({ type: 'Noted' as const, v: 1, data: { text } })),
    );
    await instance.store.idle();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((each) => each === true)).toBe(true);
    await assertPublished(world, instance, ['p']);
  },

  'an answer that the broker has not given clears nothing': async (world) => {
    const instance = world.open();
    const broker = world.gate();
    const asked = world.gate();
    world.beforeSend = () => {
      asked.open();
      return broker.opened;
    };
    await instance.send('p');
    await asked.opened;
    await instance.note('p', 'meanwhile');
    const document = await assertWhole(instance, 'p');
    expect(document?.outbox.length).toBe(2);
    expect(document?.pendingAt).toStrictEqual(new Date(start));
    broker.open();
    await instance.store.idle();
    await assertPublished(world, instance, ['p']);
  },

  'a failing broker leaves everything pending since its first moment; the sweep sends all of it later': async (world) => {
    const instance = world.open();
    world.beforeSend = async () => {
      throw new Error('the broker is away');
    };
    await instance.send('p');
    await instance.store.idle();
    world.clock.advance(5_000);
    await instance.note('p', 'one');
    await instance.send('q');
    await instance.store.idle();
    expect(instance.failures.length).toBeGreaterThanOrEqual(3);
    expect((await assertWhole(instance, 'p'))?.outbox.length).toBe(2);
    expect(await instance.store.oldestPending()).toStrictEqual(new Date(start));
    expect(await instance.store.sweepOutboxes()).toBe(2);
    world.beforeSend = async () => undefined;
    expect(await instance.store.sweepOutboxes()).toBe(2);
    expect(await instance.store.sweepOutboxes()).toBe(0);
    await assertPublished(world, instance, ['p', 'q']);
    expect(world.sent).toHaveLength(3);
  },

  'a document whose events cannot be sent holds up no other': async (world) => {
    const instance = world.open();
    world.beforeSend = async ([event]) => {
      if (event?.stream === stream) throw new Error('not this one');
    };
    for (const id of ['p', 'q', 'r']) await instance.send(id);
    await instance.store.idle();
    await instance.store.sweepOutboxes();
    await assertWhole(instance, 'p');
    expect(world.sent.map(({ stream: from }) => from)).toStrictEqual(['post:parcel:q', 'post:parcel:r']);
  },

  'what is saved while others are archived is sent together; where that fails, each on its own': async (world) => {
    const saved = world.gate();
    const asked = world.gate();
    const instance = world.open(async (point) => {
      if (point !== 'after-save-before-archive') return;
      asked.open();
      await saved.opened;
    });
    const together: number[] = [];
    world.beforeSend = async (events) => {
      together.push(events.length);
      if (events.some(({ stream: from }) => from === stream)) throw new Error('not this one');
    };
    await instance.send('first');
    await asked.opened;
    await Promise.all(['p', 'q', 'r'].map((id) => instance.send(id)));
    saved.open();
    await instance.store.idle();
    expect(together).toStrictEqual([1, 3, 1, 1, 1]);
    expect(world.sent.map(({ stream: from }) => from).sort()).toStrictEqual([
      'post:parcel:first',
      'post:parcel:q',
      'post:parcel:r',
    ]);
    expect((await assertWhole(instance, 'p'))?.outbox.length).toBe(1);
    expect(instance.failures).toHaveLength(1);
    world.beforeSend = async () => undefined;
    await publishAll(instance);
    await assertPublished(world, instance, ['first', 'p', 'q', 'r']);
  },

  'two publishers at once only repeat, and lose nothing that comes meanwhile': async (world) => {
    const [one, other] = [world.open(), world.open()];
    const broker = world.gate();
    let asked = 0;
    world.beforeSend = () => {
      asked += 1;
      return broker.opened;
    };
    await one.send('p');
    const sweep = other.store.sweepOutboxes();
    await until('both publish', () => asked >= 2);
    await one.note('p', 'one');
    await other.note('p', 'two');
    broker.open();
    await sweep;
    for (const instance of [one, other]) await publishAll(instance);
    await assertPublished(world, one, ['p']);
    expect(world.sent.length, 'something was repeated').toBeGreaterThan(3);
  },

  'what comes while earlier events are sent keeps its mark when those are cleared': async (world) => {
    const [one, other] = [world.open(), world.open()];
    const [first, later] = [world.gate(), world.gate()];
    const asked = world.gate();
    world.beforeSend = (events) => {
      asked.open();
      return events.at(-1)?.seq === 1 ? first.opened : later.opened;
    };
    await one.send('p');
    await asked.opened;
    await other.note('p', 'meanwhile');
    first.open();
    await one.store.idle();
    const document = await assertWhole(one, 'p');
    expect(document?.outbox.map(({ seq }) => seq)).toStrictEqual([2]);
    later.open();
    for (const instance of [one, other]) await publishAll(instance);
    await assertPublished(world, one, ['p']);
  },

  'while commands and two sweepers go on, nothing is lost and nothing is reordered': async (world) => {
    const [one, other] = [world.open(), world.open()];
    const ids = ['p', 'q', 'r'];
    for (const id of ids) await one.send(id);
    let working = true;
    const sweepOn = async ({ store }: Instance): Promise<void> => {
      for (; working; await turn()) await store.sweepOutboxes();
    };
    const commandOn = async (): Promise<void> => {
      for (let n = 0; n < 15; n += 1) {
        await Promise.all(ids.map((id) => one.note(id, String(n))));
        for (const id of ids) await assertWhole(other, id);
      }
    };
    const sweeping = Promise.all([one, other].map(sweepOn));
    await commandOn().finally(() => {
      working = false;
      return sweeping;
    });
    for (const instance of [one, other]) await publishAll(instance);
    await assertPublished(world, one, ids);
    expect([...one.failures, ...other.failures]).toStrictEqual([]);
  },

  'a crash at each point of publishing: the next process completes archive and topic in order': async (world) => {
    const points = ['after-save-before-archive', 'after-archive-before-publish', 'after-publish-before-clear'];
    for (const point of points) {
      const id = `p-${point}`;
      let reached = 0;
      const dying = world.open(async (at) => {
        if (at !== point) return;
        reached += 1;
        dying.wire.cut();
        throw new Error(`killed ${point}`);
      });
      await dying.send(id);
      await dying.store.idle();
      expect(reached, point).toBe(1);
      await dying.kill();
      await world.reopen();
      const next = world.open();
      expect((await assertWhole(next, id))?.outbox.length).toBe(1);
      // The next process decides before it sweeps.
      await next.note(id, 'two');
      await publishAll(next);
      await assertPublished(world, next, [id]);
    }
  },

  'a history that differs from what is archived is never overwritten, nor published': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await publishAll(instance);
    const [event] = await instance.store.archive.ofStream(stream);
    invariant(event !== undefined);
    await instance.store.archive.append([event]);
    await expect(instance.store.archive.append([{ ...event, hash: 'sm3:forged' }])).rejects.toThrow(/forked/);
    expect(await instance.store.archive.ofStream(stream)).toStrictEqual([event]);
  },

  "a case's events come in order of time, each stream's in its own": async (world) => {
    const instance = world.open();
    await instance.send('p');
    for (let n = 1; n <= 11; n += 1) await instance.note('p', String(n));
    await publishAll(instance);
    const events = await instance.store.archive.ofCase('case-p');
    expect(events.map(({ seq }) => seq)).toStrictEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  },
};
