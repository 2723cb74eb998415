import { ForkDetected } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';
import { invariant } from '@daqidi/testing';
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
    expect(document?.facts).toStrictEqual({ grams: 200, cents: 300, heard: 5 });
    expect(document?.seq).toBe(2);
    for (const instance of instances) await publishAll(instance);
    await assertPublished(world, one, ['p']);
  },

  'whoever waits for a position is answered as soon as the document holds it, its own or another’s': async (world) => {
    const instance = world.open();
    await instance.send('p');
    const wait = (stream: string, seq: number, milliseconds: number, scope = everybody) =>
      instance.parcels.waitFor('p', { stream, seq }, milliseconds, scope);
    const own = instance.parcels.streamOf('p');
    expect([await wait(own, 1, 0), await wait(own, 2, 30), await wait('scale:load:1', 1, 30)]).toStrictEqual([
      true,
      false,
      false,
    ]);
    const waiting = wait('scale:load:1', 1, 10_000);
    await react(instance, 'p', scale[0] as EventEnvelope);
    expect(await waiting).toBe(true);
    expect(await wait(own, 1, 0, { sees: [], is: [] })).toBe(false);
    expect(await instance.parcels.waitFor('absent', { stream: own, seq: 1 }, 0, everybody)).toBe(false);
  },

  'what was applied is remembered by the next process': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await react(instance, 'p', scale[0] as EventEnvelope);
    await publishAll(instance);
    await world.reopen();
    const again = world.open();
    await react(again, 'p', scale[0] as EventEnvelope);
    expect((await assertWhole(again, 'p'))?.facts.heard).toBe(1);
  },

  'the same number with another hash, or a successor of another past, is a fork; nothing is applied': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await react(instance, 'p', scale[0] as EventEnvelope);
    const before = await instance.parcels.collection.byId('p');
    const [otherFirst, otherSecond] = foreign('scale:load:1', 'Weighed', [{ grams: 1 }, { grams: 2 }]);
    for (const event of [otherFirst, otherSecond]) {
      await expect(react(instance, 'p', event as EventEnvelope)).rejects.toThrow(ForkDetected);
    }
    const { applied, facts } = (await instance.parcels.collection.byId('p')) ?? {};
    expect({ applied, facts }).toStrictEqual({ applied: before?.applied, facts: before?.facts });
    await react(instance, 'p', scale[1] as EventEnvelope);
  },

  'facts commute: every order of two streams, and of the creation among them, ends alike': async (world) => {
    const instance = world.open();
    const ends = new Set<string>();
    const orders = merges<EventEnvelope | 'creation'>(scale, till).flatMap((order) =>
      [0, 2, 4].map((place) => order.toSpliced(place, 0, 'creation')),
    );
    const live = async (order: readonly (EventEnvelope | 'creation')[], index: number): Promise<void> => {
      const id = `p-${index}`;
      for (const step of order) {
        if (step === 'creation') await instance.send(id, { code: id, order: 'same' });
        else await react(instance, id, step);
      }
      const document = await assertWhole(instance, id);
      invariant(document !== null, 'it exists');
      const { state, facts, version } = document;
      ends.add(JSON.stringify({ ...state, sent: { ...state.sent, code: '' }, facts, version }));
    };
    await Promise.all(orders.map(live));
    expect(ends.size, [...ends].join('\n')).toBe(1);
    expect([...ends].every((end) => end.includes('"stamped":{'))).toBe(true);
    expect(orders).toHaveLength(30);
  },

  'facts that come before the creation wait in a stub that nobody sees, and are there when it comes': async (world) => {
    const instance = world.open();
    await react(instance, 'p', scale[0] as EventEnvelope);
    const { collection } = instance.parcels;
    expect((await assertWhole(instance, 'p'))?.facts.grams).toBe(100);
    const scopes = [everybody, { sees: ['office:SCALES'], is: [] }];
    for (const scope of scopes) {
      expect(await collection.byId('p', scope)).toBeNull();
      expect(await collection.count('newest', { scope })).toBe(0);
      expect(await collection.find('newest', { scope })).toStrictEqual([]);
    }
    await expect(instance.note('p', 'x')).rejects.toSatisfy(code('NOT_FOUND'));
    const { document } = await instance.send('p');
    expect([document.version, document.facts.heard]).toStrictEqual([1, 1]);
    expect(parcelSpec.visibility(document.state, document.facts).seenBy).toStrictEqual(document.seenBy);
    for (const scope of scopes) expect((await collection.byId('p', scope))?._id).toBe('p');
  },

  'events that nobody here listens to leave gaps that are no fork': async (world) => {
    const instance = world.open();
    const many = foreign('scale:load:9', 'Weighed', [{ grams: 1 }, { grams: 2 }, { grams: 3 }]);
    await react(instance, 'p', many[0] as EventEnvelope);
    await react(instance, 'p', many[2] as EventEnvelope);
    const document = await instance.parcels.collection.byId('p');
    expect(document?.applied['scale:load:9']).toStrictEqual({ seq: 3, hash: many[2]?.hash });
  },
};
