import assert from 'node:assert/strict';
import { ForkDetected } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';
import { assertPublished, assertWhole, code, publishAll } from './invariants.js';
import { paid, parcelSpec, weighed } from './parcel.js';
import { type Checks, everybody, foreign, type Instance } from './store-support.js';

const scale = foreign('scale:load:1', 'Weighed', [{ grams: 100 }, { grams: 200 }]);
const till = foreign('till:bill:1', 'Paid', [{ cents: 100 }, { cents: 100 }, { cents: 100 }]);

const react = (instance: Instance, id: string, event: EventEnvelope): Promise<void> =>
  instance.parcels.react(id, event, event.type === 'Weighed' ? weighed(event) : paid(event));

/** Every way to merge two streams that keeps the order within each. */
const merges = <Item>(one: readonly Item[], other: readonly Item[]): readonly (readonly Item[])[] => {
  const [first, ...rest] = one;
  const [second, ...others] = other;
  if (first === undefined) return [other];
  if (second === undefined) return [one];
  return [...merges(rest, other).map((tail) => [first, ...tail]), ...merges(one, others).map((tail) => [second, ...tail])];
};

export const reactingChecks: Checks = {
  'an event is applied once to a document, however often and wherever it is delivered': async (world) => {
    const instances = [world.open(), world.open()];
    const [one] = instances as [Instance, Instance];
    await one.send('p');
    for (const event of [...scale, ...till]) {
      await Promise.all(Array.from({ length: 6 }, (_, index) => react(instances[index % 2] as Instance, 'p', event)));
      await react(one, 'p', event);
    }
    for (const event of [...till, ...scale]) await react(one, 'p', event);
    const document = await assertWhole(one, 'p');
    assert.deepEqual(document?.facts, { grams: 200, cents: 300, heard: 5 });
    assert.equal(document.seq, 2);
    for (const instance of instances) await publishAll(instance);
    await assertPublished(world, one, ['p']);
  },

  'what was applied is remembered by the next process': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await react(instance, 'p', scale[0] as EventEnvelope);
    await publishAll(instance);
    await world.reopen();
    const again = world.open();
    await react(again, 'p', scale[0] as EventEnvelope);
    assert.equal((await assertWhole(again, 'p'))?.facts.heard, 1);
  },

  'the same number with another hash, or a successor of another past, is a fork; nothing is applied': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await react(instance, 'p', scale[0] as EventEnvelope);
    const before = await instance.parcels.collection.byId('p');
    const [otherFirst, otherSecond] = foreign('scale:load:1', 'Weighed', [{ grams: 1 }, { grams: 2 }]);
    for (const event of [otherFirst, otherSecond]) {
      await assert.rejects(react(instance, 'p', event as EventEnvelope), ForkDetected);
    }
    const { applied, facts } = (await instance.parcels.collection.byId('p')) ?? {};
    assert.deepEqual({ applied, facts }, { applied: before?.applied, facts: before?.facts });
    await react(instance, 'p', scale[1] as EventEnvelope);
  },

  'facts commute: every order of two streams, and of the birth among them, ends alike': async (world) => {
    const instance = world.open();
    const ends = new Set<string>();
    const orders = merges<EventEnvelope | 'birth'>(scale, till).flatMap((order) =>
      [0, 2, 4].map((birth) => order.toSpliced(birth, 0, 'birth')),
    );
    const live = async (order: readonly (EventEnvelope | 'birth')[], index: number): Promise<void> => {
      const id = `p-${index}`;
      for (const step of order) {
        if (step === 'birth') await instance.send(id, { code: id, order: 'same' });
        else await react(instance, id, step);
      }
      const { state, facts, version } = (await assertWhole(instance, id)) ?? assert.fail('it exists');
      ends.add(JSON.stringify({ ...state, sent: { ...state.sent, code: '' }, facts, version }));
    };
    await Promise.all(orders.map(live));
    assert.equal(ends.size, 1, [...ends].join('\n'));
    assert.ok([...ends].every((end) => end.includes('"stamped":{')));
    assert.equal(orders.length, 30);
  },

  'facts that come before the birth wait in a stub that nobody sees, and are there at the birth': async (world) => {
    const instance = world.open();
    await react(instance, 'p', scale[0] as EventEnvelope);
    const { collection } = instance.parcels;
    assert.equal((await assertWhole(instance, 'p'))?.facts.grams, 100);
    const scopes = [everybody, { sees: ['office:SCALES'], is: [] }];
    for (const scope of scopes) {
      assert.equal(await collection.byId('p', scope), null);
      assert.equal(await collection.count('newest', { scope }), 0);
      assert.deepEqual(await collection.find('newest', { scope }), []);
    }
    await assert.rejects(instance.note('p', 'x'), code('NOT_FOUND'));
    const { document } = await instance.send('p');
    assert.deepEqual([document.version, document.facts.heard], [1, 1]);
    assert.deepEqual(parcelSpec.visibility(document.state, document.facts).seenBy, document.seenBy);
    for (const scope of scopes) assert.equal((await collection.byId('p', scope))?._id, 'p');
  },

  'events that nobody here listens to leave gaps that are no fork': async (world) => {
    const instance = world.open();
    const many = foreign('scale:load:9', 'Weighed', [{ grams: 1 }, { grams: 2 }, { grams: 3 }]);
    await react(instance, 'p', many[0] as EventEnvelope);
    await react(instance, 'p', many[2] as EventEnvelope);
    const document = await instance.parcels.collection.byId('p');
    assert.deepEqual(document?.applied['scale:load:9'], { seq: 3, hash: many[2]?.hash });
  },
};
