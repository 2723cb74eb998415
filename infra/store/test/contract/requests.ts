import assert from 'node:assert/strict';
import { assertPublished, assertWhole, code, publishAll } from './invariants.js';
import { type Checks, call, sentData, start } from './store-support.js';

const hour = 3_600_000;
const request = { requestId: 'request-x', inputHash: 'sm3:x' };

export const requestChecks: Checks = {
  'the same request again gets its first outcome, from the outbox and from the archive': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await instance.store.idle();
    const broker = world.gate();
    world.beforeSend = () => broker.opened;
    const first = await instance.note('p', 'once', request);
    const pending = await instance.note('p', 'once', request);
    assert.equal(first.replayed, false);
    assert.deepEqual([pending.replayed, pending.position], [true, first.position]);
    broker.open();
    await publishAll(instance);
    assert.equal((await instance.parcels.collection.byId('p'))?.outbox.length, 0);
    let decided = false;
    const later = await instance.parcels.execute('p', call(request), () => {
      decided = true;
      return [];
    });
    assert.deepEqual([later.replayed, decided, later.document.state.notes], [true, false, ['once']]);
  },

  'a restart does not forget requests': async (world) => {
    await world.open().send('p');
    await world.open().note('p', 'once', request);
    await world.reopen();
    const again = world.open();
    assert.equal((await again.note('p', 'once', request)).replayed, true);
    assert.deepEqual((await assertWhole(again, 'p'))?.state.notes, ['once']);
  },

  'the same request with other input is CONFLICT, while pending and after': async (world) => {
    const instance = world.open();
    await instance.send('p', {}, { ...request, requestId: 'creation' });
    const other = { ...request, inputHash: 'sm3:y' };
    for (const settle of [async () => undefined, () => publishAll(instance)]) {
      await instance.note('p', 'once', request);
      await settle();
      await assert.rejects(instance.note('p', 'twice', other), code('CONFLICT'));
      await assert.rejects(instance.send('p', {}, { ...other, requestId: 'creation' }), code('CONFLICT'));
    }
    assert.deepEqual((await assertWhole(instance, 'p'))?.state.notes, ['once']);
  },

  'the look-up comes before the version; another principal has requests of its own': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await instance.note('p', 'once', { ...request, expectedVersion: 1 });
    await instance.note('p', 'between');
    assert.equal((await instance.note('p', 'once', { ...request, expectedVersion: 1 })).replayed, true);
    assert.equal((await instance.note('p', 'hers', { ...request, principal: 'other' })).replayed, false);
    assert.deepEqual((await assertWhole(instance, 'p'))?.state.notes, ['once', 'between', 'hers']);
  },

  'identical requests at once are accepted once': async (world) => {
    const instances = [world.open(), world.open()];
    await instances[0]?.send('p');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => instances[index % 2]?.note('p', 'once', { ...request, expectedVersion: 1 })),
    );
    assert.equal(answers.filter((answer) => answer?.replayed === false).length, 1);
    for (const answer of answers) assert.deepEqual(answer?.document.state.notes, ['once']);
    for (const instance of instances) await publishAll(instance);
    await assertPublished(world, instances[0] as (typeof instances)[0], ['p']);
  },

  'who repeats a request while it is being published reads its outcome, not what was before': async (world) => {
    const instance = world.open();
    const rival = world.open();
    await instance.send('p');
    await publishAll(instance);
    let raced = false;
    instance.wire.afterRead = async (collection) => {
      if (raced || collection !== 'parcel') return;
      raced = true;
      await rival.note('p', 'once', request);
      await publishAll(rival);
    };
    const { document, position, replayed } = await instance.note('p', 'once', request);
    assert.deepEqual([replayed, document.state.notes, position.seq], [true, ['once'], 2]);
  },

  'a retried creation finds what it created; another creation of the same id is CONFLICT': async (world) => {
    const instance = world.open();
    const answers = await Promise.all(Array.from({ length: 8 }, () => instance.send('p', {}, request)));
    assert.equal(answers.filter(({ replayed }) => !replayed).length, 1);
    await publishAll(instance);
    assert.equal((await instance.send('p', {}, request)).replayed, true);
    await assert.rejects(instance.send('p'), code('CONFLICT'));
    await assertPublished(world, instance, ['p']);
    assert.equal(world.sent.length, 1);
  },

  'a creation is found by its birth, whatever hour it is asked again; ids follow the time': async (world) => {
    const instance = world.open();
    const id = await instance.parcels.identify('b');
    await instance.send(id, {}, request);
    world.clock.set(start + 2 * hour);
    const again = await instance.parcels.identify('b');
    assert.deepEqual([again, (await instance.send(again, {}, request)).replayed], [id, true]);
    const later = await instance.parcels.identify('a');
    assert.deepEqual([id, later].toSorted(), [id, later]);
    assert.ok(later.endsWith('a') && later !== (await instance.parcels.identify('c')));
    await publishAll(instance);
    await assertPublished(world, instance, [id]);
  },

  'one birth under two ids is one creation: the slower of two gets what the faster made, or CONFLICT': async (world) => {
    const instance = world.open();
    const id = await instance.parcels.identify('b');
    world.clock.set(start + hour);
    const other = await instance.parcels.identify('b');
    assert.notEqual(other, id);
    const both = [id, other].map((each) => instance.send(each, {}, request));
    const [made, found] = (await Promise.all(both)).toSorted((one, next) => Number(one.replayed) - Number(next.replayed));
    assert.deepEqual([made?.replayed, found?.replayed, found?.document._id], [false, true, made?.document._id]);
    for (const each of [id, other]) await assert.rejects(instance.send(each), code('CONFLICT'));
    await publishAll(instance);
    await assertPublished(world, instance, [made?.document._id ?? '']);
  },

  'a random code that is taken is drawn again, a given one is refused': async (world) => {
    const instance = world.open();
    await instance.send('p', { code: 'taken' });
    const draws = ['taken', 'taken', 'free'];
    const { document } = await instance.parcels.create('q', call(), () => [
      { type: 'Sent', v: 1, data: sentData('q', { code: draws.shift() ?? 'none' }) },
    ]);
    assert.equal(document.keys.code, 'free');
    await assert.rejects(instance.send('r', { code: 'taken' }), code('CONFLICT'));
    assert.equal(await instance.parcels.collection.byId('r'), null);
    const found = await instance.parcels.collection.find('byCode', { where: { 'keys.code': 'taken' } });
    assert.deepEqual(
      found.map(({ _id }) => _id),
      ['p'],
    );
  },
};
