import { assertPublished, assertWhole, publishAll } from './invariants.js';
import { type ParcelEvent, ring } from './parcel.js';
import { type Checks, start } from './store-support.js';

export const timingChecks: Checks = {
  'a running clock has just one armed timer, and each rings once, not before its time': async (world) => {
    const instance = world.open();
    await instance.send('p', { rings: [start + 10, start + 20] });
    expect(await instance.fireDue()).toBe(0);
    world.clock.set(start + 10);
    expect(await instance.fireDue()).toBe(1);
    expect(await instance.fireDue()).toBe(0);
    expect((await assertWhole(instance, 'p'))?.nextDueAt).toStrictEqual(new Date(start + 20));
    world.clock.set(start + 20);
    expect(await instance.fireDue()).toBe(1);
    expect((await assertWhole(instance, 'p'))?.nextDueAt).toBeNull();
    await instance.send('q', { rings: [start + 30] });
    await instance.close('q');
    world.clock.set(start + 40);
    expect(await instance.fireDue()).toBe(0);
    await publishAll(instance);
    await assertPublished(world, instance, ['p', 'q']);
  },

  'many sweepers race: each timer rings once': async (world) => {
    const instances = [world.open(), world.open(), world.open(), world.open()];
    const [first] = instances as [(typeof instances)[0]];
    const ids = Array.from({ length: 30 }, (_, index) => `p-${index}`);
    await Promise.all(ids.map((id, index) => first.send(id, { rings: [start + index, start + 50] })));
    world.clock.set(start + 100);
    const fired = await Promise.all(instances.map((instance) => instance.fireDue()));
    expect(fired.reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const instance of instances) await publishAll(instance);
    await assertPublished(world, first, ids);
    expect(new Set(world.sent.filter(({ type }) => type === 'Rang').map(({ id }) => id)).size).toBe(60);
  },

  'after a long standstill the backlog rings oldest first, what is armed anew in its place': async (world) => {
    const instance = world.open();
    const count = 200;
    const ids = Array.from({ length: count }, (_, index) => `p-${index}`);
    // Warned at n, overdue at n + 1,005: warnings and overdues interleave over the whole backlog.
    await Promise.all(
      ids.map((id, index) =>
        instance.send(id, { rings: [start + ((index * 7) % count) * 10, start + ((index * 7) % count) * 10 + 1_005] }),
      ),
    );
    await instance.store.idle();
    world.clock.set(start + 100_000);
    const order: number[] = [];
    const fired = await instance.parcels.fireDue((state): readonly ParcelEvent[] => {
      order.push(state.rings[0] as number);
      return ring(state);
    });
    expect(fired).toBe(count * 2);
    expect(order).toStrictEqual(order.toSorted((one, other) => one - other));
    for (const id of ids.slice(0, 5)) expect((await assertWhole(instance, id))?.nextDueAt).toBeNull();
  },

  'a timer that cannot ring holds up no other, and is reported': async (world) => {
    const instance = world.open();
    await instance.send('broken', { rings: [start + 1] });
    await instance.send('sound', { rings: [start + 2, start + 3] });
    world.clock.set(start + 10);
    const firing = instance.parcels.fireDue((state, _, id) => (id === 'broken' ? [] : ring(state)));
    await expect(firing).rejects.toSatisfy(
      (error: AggregateError) => error.errors.length === 1 && /broken/.test(String(error.errors[0])),
    );
    expect((await assertWhole(instance, 'sound'))?.state.rang).toBe(2);
    expect((await assertWhole(instance, 'broken'))?.state.rang).toBe(0);
    expect(await instance.fireDue()).toBe(1);
  },

  'a sweeper killed in its sweep leaves the rest to the next': async (world) => {
    let passed = 0;
    const dying = world.open(async (point) => {
      if (point !== 'mid-sweep') return;
      passed += 1;
      if (passed === 3) {
        dying.wire.cut();
        throw new Error('killed mid-sweep');
      }
    });
    const ids = Array.from({ length: 6 }, (_, index) => `p-${index}`);
    for (const id of ids) await dying.send(id, { rings: [start + 1] });
    world.clock.set(start + 5);
    await expect(dying.fireDue()).rejects.toThrow();
    await dying.kill();
    await world.reopen();
    const next = world.open();
    expect(await next.fireDue()).toBe(3);
    await publishAll(next);
    await assertPublished(world, next, ids);
    for (const id of ids) expect((await assertWhole(next, id))?.state.rang).toBe(1);
  },

  'time never runs backwards along a stream, whatever the clock says': async (world) => {
    const instance = world.open();
    await instance.send('p');
    world.clock.set(start - 60_000);
    await instance.note('p', 'early');
    await publishAll(instance);
    await assertPublished(world, instance, ['p']);
    expect(world.sent.at(-1)?.time).toBe(new Date(start).toISOString());
  },
};
