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
    expect(first.replayed).toBe(false);
    expect([pending.replayed, pending.position]).toStrictEqual([true, first.position]);
    broker.open();
    await publishAll(instance);
    expect((await instance.parcels.collection.byId('p'))?.outbox.length).toBe(0);
    let decided = false;
    const later = await instance.parcels.execute('p', call(request), () => {
      decided = true;
      return [];
    });
    expect([later.replayed, decided, later.document.state.notes]).toStrictEqual([true, false, ['once']]);
  },

  'a restart does not forget requests': async (world) => {
    await world.open().send('p');
    await world.open().note('p', 'once', request);
    await world.reopen();
    const again = world.open();
    expect((await again.note('p', 'once', request)).replayed).toBe(true);
    expect((await assertWhole(again, 'p'))?.state.notes).toStrictEqual(['once']);
  },

  'the same request with other input is CONFLICT, while pending and after': async (world) => {
    const instance = world.open();
    await instance.send('p', {}, { ...request, requestId: 'creation' });
    const other = { ...request, inputHash: 'sm3:y' };
    for (const settle of [async () => undefined, () => publishAll(instance)]) {
      await instance.note('p', 'once', request);
      await settle();
      await expect(instance.note('p', 'twice', other)).rejects.toSatisfy(code('CONFLICT'));
      await expect(instance.send('p', {}, { ...other, requestId: 'creation' })).rejects.toSatisfy(code('CONFLICT'));
    }
    expect((await assertWhole(instance, 'p'))?.state.notes).toStrictEqual(['once']);
  },

  'the look-up comes before the version; another principal has requests of its own': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await instance.note('p', 'once', { ...request, expectedVersion: 1 });
    await instance.note('p', 'between');
    expect((await instance.note('p', 'once', { ...request, expectedVersion: 1 })).replayed).toBe(true);
    expect((await instance.note('p', 'hers', { ...request, principal: 'other' })).replayed).toBe(false);
    expect((await assertWhole(instance, 'p'))?.state.notes).toStrictEqual(['once', 'between', 'hers']);
  },

  'identical requests at once are accepted once': async (world) => {
    const instances = [world.open(), world.open()];
    await instances[0]?.send('p');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => instances[index % 2]?.note('p', 'once', { ...request, expectedVersion: 1 })),
    );
    expect(answers.filter((answer) => answer?.replayed === false).length).toBe(1);
    for (const answer of answers) expect(answer?.document.state.notes).toStrictEqual(['once']);
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
    expect([replayed, document.state.notes, position.seq]).toStrictEqual([true, ['once'], 2]);
  },

  'a retried creation finds what it created; another creation of the same id is CONFLICT': async (world) => {
    const instance = world.open();
    const answers = await Promise.all(Array.from({ length: 8 }, () => instance.send('p', {}, request)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await publishAll(instance);
    expect((await instance.send('p', {}, request)).replayed).toBe(true);
    await expect(instance.send('p')).rejects.toSatisfy(code('CONFLICT'));
    await assertPublished(world, instance, ['p']);
    expect(world.sent).toHaveLength(1);
  },

  'a creation is found by its idempotency key, whatever hour it is asked again; ids follow the time': async (world) => {
    const instance = world.open();
    const id = await instance.parcels.identify('b');
    await instance.send(id, {}, request);
    world.clock.set(start + 2 * hour);
    const again = await instance.parcels.identify('b');
    expect([again, (await instance.send(again, {}, request)).replayed]).toStrictEqual([id, true]);
    const later = await instance.parcels.identify('a');
    expect([id, later].toSorted()).toStrictEqual([id, later]);
    expect(later.endsWith('a'), later).toBe(true);
    expect(later).not.toBe(await instance.parcels.identify('c'));
    await publishAll(instance);
    await assertPublished(world, instance, [id]);
  },

  'one idempotency key under two ids is one creation: the slower of two gets what the faster made, or CONFLICT': async (
    world,
  ) => {
    const instance = world.open();
    const id = await instance.parcels.identify('b');
    world.clock.set(start + hour);
    const other = await instance.parcels.identify('b');
    expect(other).not.toBe(id);
    const both = [id, other].map((each) => instance.send(each, {}, request));
    const [made, found] = (await Promise.all(both)).toSorted((one, next) => Number(one.replayed) - Number(next.replayed));
    expect([made?.replayed, found?.replayed, found?.document._id]).toStrictEqual([false, true, made?.document._id]);
    for (const each of [id, other]) await expect(instance.send(each)).rejects.toSatisfy(code('CONFLICT'));
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
    expect(document.keys.code).toBe('free');
    await expect(instance.send('r', { code: 'taken' })).rejects.toSatisfy(code('CONFLICT'));
    expect(await instance.parcels.collection.byId('r')).toBeNull();
    const found = await instance.parcels.collection.find('byCode', { where: { 'keys.code': 'taken' } });
    expect(found.map(({ _id }) => _id)).toStrictEqual(['p']);
  },

  'texts are kept once it is decided, before it is saved, and after it in case that took long; where others were kept before, it is decided anew':
    async (world) => {
      const instance = world.open();
      await instance.send('p');
      const happened: string[] = [];
      const answers = [false, true];
      const keep = async () => {
        happened.push('keeps');
        return answers.shift() ?? true;
      };
      const { document } = await instance.parcels.execute('p', { ...call(request), keep }, () => {
        happened.push('decides');
        return [{ type: 'Noted', v: 1, data: { text: 'once' } }];
      });
      expect([happened, document.state.notes]).toStrictEqual([['decides', 'keeps', 'decides', 'keeps', 'keeps'], ['once']]);
      happened.length = 0;
      await instance.parcels.execute('p', { ...call(request), keep }, () => []);
      const refused = instance.parcels.execute('p', { ...call(), keep }, () => ({ refused: 'parcel.closed' }));
      await expect(refused).rejects.toSatisfy(code('RULE_VIOLATION'));
      expect(happened, 'neither for a repeated request nor for a refused one').toStrictEqual([]);
    },

  'what is decided at a moment bears that moment': async (world) => {
    const instance = world.open();
    await instance.send('p');
    const now = world.clock.now() + hour;
    const { document } = await instance.parcels.execute('p', { ...call(), now }, () => [
      { type: 'Noted', v: 1, data: { text: 'later' } },
    ]);
    expect(document.time).toBe(new Date(now).toISOString());
  },
};
