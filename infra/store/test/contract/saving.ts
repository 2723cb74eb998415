import { assertPublished, assertWhole, code, publishAll } from './invariants.js';
import { type ParcelEvent, paid, weighed } from './parcel.js';
import { forbidden } from './refusals.js';
import { type Checks, call, clerk, foreign, type Instance, start, type World } from './store-support.js';

const scale = foreign('scale:load:1', 'Weighed', [{ grams: 100 }, { grams: 200 }]);
const till = foreign('till:bill:1', 'Paid', [{ cents: 100 }, { cents: 100 }, { cents: 100 }]);

/** A parcel's life with everything in it. `acknowledged` is called after each step with the number of notes so far. */
const life = async (
  instance: Instance,
  world: World,
  id = 'p',
  acknowledged: (notes: number) => void = () => undefined,
): Promise<void> => {
  const { parcels } = instance;
  world.clock.set(start);
  for (const event of scale) await parcels.react(id, event, weighed(event));
  await instance.send(id, { rings: [start + 10, start + 20], barred: ['unit:7'] });
  acknowledged(0);
  await instance.note(id, 'one');
  acknowledged(1);
  for (const event of till) await parcels.react(id, event, paid(event));
  world.clock.set(start + 15);
  await instance.fireDue();
  await instance.note(id, 'two', { expectedVersion: 1 });
  acknowledged(2);
  await instance.store.idle();
  world.clock.set(start + 25);
  await instance.fireDue();
  await instance.close(id);
  await instance.store.idle();
};

export const savingChecks: Checks = {
  'each write holds state, events, clocks, keys, scope and memory of causes together': async (world) => {
    const instance = world.open();
    const observer = world.open();
    let looked = 0;
    instance.wire.afterWrite = async () => {
      looked += 1;
      await assertWhole(observer, 'p');
    };
    await life(instance, world);
    expect(looked, `${looked} writes`).toBeGreaterThan(15);
    await assertPublished(world, instance, ['p']);
    expect(instance.failures).toStrictEqual([]);
  },

  'a crash before or after any write shows nothing by halves and loses nothing acknowledged': async (world) => {
    const rehearsal = world.open();
    await life(rehearsal, world);
    const total = rehearsal.wire.writes();
    expect(total, `${total} writes`).toBeGreaterThan(15);
    for (const moment of ['beforeWrite', 'afterWrite'] as const) {
      for (let at = 1; at <= total; at += 3) {
        const instance = world.open();
        const id = `${moment}-${at}`;
        const dying = () => {
          instance.wire.cut();
          throw new Error('killed');
        };
        instance.wire[moment] = (_, number) => (number === at ? dying() : undefined);
        let notes = -1;
        await life(instance, world, id, (count) => {
          notes = count;
        }).catch(() => undefined);
        await instance.kill();
        const next = world.open();
        const document = await assertWhole(next, id);
        expect(document?.state.notes.length ?? -1, `${id}: ${notes} notes were acknowledged`).toBeGreaterThanOrEqual(notes);
        await publishAll(next);
        if (document !== null && document.seq > 0) await assertPublished(world, next, [id]);
      }
    }
  },

  'of commands that name one version exactly one wins, the others get CONFLICT': async (world) => {
    const instance = world.open();
    await instance.send('p');
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => instance.note('p', String(index), { expectedVersion: 1 })),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(11);
    for (const { reason } of refused) expect(code('CONFLICT')(reason), String(reason)).toBe(true);
    const document = await assertWhole(instance, 'p');
    expect(document?.version).toBe(2);
    expect(document?.state.notes).toHaveLength(1);
  },

  'reactions and timers move rev, never version: a client that saw the version before them is served': async (world) => {
    const instance = world.open();
    const { document } = await instance.send('p', { rings: [start + 10] });
    for (const event of [...scale]) await instance.parcels.react('p', event, weighed(event));
    for (const event of [...till]) await instance.parcels.react('p', event, paid(event));
    world.clock.set(start + 10);
    expect(await instance.fireDue()).toBe(1);
    const seen = await assertWhole(instance, 'p');
    expect(seen?.rev ?? 0).toBeGreaterThanOrEqual(document.rev + 6);
    expect(seen?.version).toBe(document.version);
    expect(seen?.state.stamped).toEqual(expect.anything());
    const noted = await instance.note('p', 'late', { expectedVersion: document.version });
    expect(noted.document.version).toBe(document.version + 1);
    expect(noted.document.seq).toBe(4);
  },

  'a lost race is decided anew on what is there then': async (world) => {
    const instance = world.open();
    const rival = world.open();
    await instance.send('p');
    await instance.store.idle();
    const event = scale[0] as (typeof scale)[number];
    let raced = false;
    instance.wire.beforeWrite = async ({ collection, operation }) => {
      if (raced || collection !== 'parcel' || operation !== 'updateOne') return;
      raced = true;
      await rival.parcels.react('p', event, weighed(event));
    };
    const seen: number[] = [];
    const { document } = await instance.parcels.execute('p', call({ expectedVersion: 1 }), ({ facts }) => {
      seen.push(facts.heard);
      return [{ type: 'Noted', v: 1, data: { text: String(facts.heard) } }];
    });
    expect(seen).toStrictEqual([0, 1]);
    expect(document.state.notes).toStrictEqual(['1']);
    await publishAll(instance);
    await assertPublished(world, instance, ['p']);
  },

  'a lost race checks the version again': async (world) => {
    const instance = world.open();
    const rival = world.open();
    await instance.send('p');
    await instance.store.idle();
    let raced = false;
    instance.wire.beforeWrite = async ({ collection }) => {
      if (raced || collection !== 'parcel') return;
      raced = true;
      await rival.note('p', 'rival', { expectedVersion: 1 });
    };
    await expect(instance.note('p', 'late', { expectedVersion: 1 })).rejects.toSatisfy(code('CONFLICT'));
    expect((await assertWhole(rival, 'p'))?.state.notes).toStrictEqual(['rival']);
  },

  'a rule that says no, a missing grant, and a hidden or absent parcel change nothing': async (world) => {
    const instance = world.open();
    await instance.send('p', { barred: ['unit:7'] });
    await instance.close('p');
    await instance.store.idle();
    const before = await instance.parcels.collection.byId('p');
    await expect(instance.note('p', 'late')).rejects.toSatisfy(
      (error: { code: string; rule: string }) => error.rule === 'parcel.closed',
    );
    await expect(instance.note('p', 'x', { authorize: forbidden })).rejects.toSatisfy(code('FORBIDDEN'));
    const hidden = { sees: ['office:POST'], is: ['unit:7'] };
    // Visibility comes before the grant and before the version.
    const stale = { expectedVersion: 99, authorize: forbidden };
    await expect(instance.note('p', 'x', { scope: hidden, ...stale })).rejects.toSatisfy(code('NOT_FOUND'));
    await expect(instance.note('q', 'x', stale)).rejects.toSatisfy(code('NOT_FOUND'));
    await expect(instance.note('p', 'x', { expectedVersion: 99 })).rejects.toSatisfy(code('CONFLICT'));
    expect(await instance.parcels.collection.byId('p')).toStrictEqual(before);
  },

  'while the bus is away a full outbox is refused for now, not for good': async (world) => {
    const instance = world.open();
    world.beforeSend = async () => {
      throw new Error('the broker is away');
    };
    await instance.send('p');
    let refused: unknown = null;
    for (let number = 0; number < 200 && refused === null; number += 1) {
      await instance.parcels
        .execute('p', call(), () => [{ type: 'Noted', v: 1, data: { text: 'x'.repeat(600) } }])
        .catch((error: unknown) => {
          refused = error;
        });
    }
    expect((refused as { code?: string } | null)?.code).toBe('UNAVAILABLE');
    world.beforeSend = async () => undefined;
    await publishAll(instance);
    await assertPublished(world, instance, ['p']);
  },

  'the 64 kB bound refuses and changes nothing': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await instance.note('p', 'x'.repeat(20_000));
    await instance.store.idle();
    const before = await instance.parcels.collection.byId('p');
    const tooMuch = instance.note('p', 'x'.repeat(50_000));
    await expect(tooMuch).rejects.toSatisfy((error: { rule: string }) => error.rule === 'document.size');
    expect(await instance.parcels.collection.byId('p')).toStrictEqual(before);
    await instance.note('p', 'small');
    await publishAll(instance);
    await assertPublished(world, instance, ['p']);
  },

  'what was acknowledged is there after the database was closed and opened': async (world) => {
    const instance = world.open();
    await life(instance, world);
    const before = await instance.parcels.collection.byId('p');
    await world.reopen();
    const again = world.open();
    expect(await assertWhole(again, 'p')).toStrictEqual(before);
    await assertPublished(world, again, ['p']);
  },

  'members without a value do not break the hash of what is stored': async (world) => {
    const instance = world.open();
    await instance.send('p', { remark: undefined });
    await publishAll(instance);
    await assertPublished(world, instance, ['p']);
    expect((await instance.parcels.collection.byId('p'))?.state.sent ?? {}).not.toHaveProperty('remark');
  },

  'what the service establishes itself is written once, with what is new beside it': async (world) => {
    const instance = world.open();
    const events: ParcelEvent[] = [{ type: 'Closed', v: 1, data: { by: clerk.person } }];
    await instance.parcels.establish([{ id: 'p', events }]);
    const before = await publishAll(instance).then(() => instance.parcels.collection.byId('p'));
    await instance.parcels.establish(['p', 'q'].map((id) => ({ id, events })));
    await publishAll(instance);
    expect(await instance.parcels.collection.byId('p')).toStrictEqual(before);
    await assertPublished(world, instance, ['p', 'q']);
    expect(world.sent).toHaveLength(2);
  },
};
