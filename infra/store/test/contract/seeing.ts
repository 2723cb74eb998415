import type { Scope } from '@daqidi/identity';
import { invariant } from '@daqidi/testing';
import { tallySpec } from './parcel.js';
import { type Checks, foreign, type Instance } from './store-support.js';

const all: Scope = { sees: ['office:POST'], is: [] };
const placeA: Scope = { sees: ['place:A'], is: [] };
const both: Scope = { sees: ['place:A', 'place:B', 'office:POST'], is: [] };
const accused: Scope = { sees: ['office:POST'], is: ['unit:7', 'person:1'] };
const innocent: Scope = { sees: ['office:POST'], is: ['unit:8'] };
const nobody: Scope = { sees: [], is: [] };
const stranger: Scope = { sees: ['place:Z'], is: [] };

/** Who sees which: p and r in A, q in B; unit 7 is barred from r. */
const expected: readonly (readonly [string, Scope, readonly string[]])[] = [
  ['office', all, ['r', 'q', 'p']],
  ['place', placeA, ['r', 'p']],
  ['by several keys at once', both, ['r', 'q', 'p']],
  ['barred', accused, ['q', 'p']],
  ['not barred', innocent, ['r', 'q', 'p']],
  ['nobody', nobody, []],
  ['stranger', stranger, []],
];

const sendAll = async (instance: Instance): Promise<void> => {
  await instance.send('p', { place: 'A' });
  await instance.send('q', { place: 'B' });
  await instance.send('r', { place: 'A', barred: ['unit:7', 'unit:9'] });
};

const idsOf = (documents: readonly { readonly _id: string }[]): readonly string[] => documents.map(({ _id }) => _id);

export const seeingChecks: Checks = {
  'every way of reading shows what the scope sees and is not barred from, each once': async (world) => {
    const instance = world.open();
    await sendAll(instance);
    const { collection } = instance.parcels;
    for (const [name, scope, ids] of expected) {
      expect(idsOf(await collection.find('newest', { scope })), `find: ${name}`).toStrictEqual(ids);
      expect(idsOf(await collection.byIds(['p', 'q', 'r', 'x'], scope)).toSorted(), `byIds: ${name}`).toStrictEqual(
        ids.toSorted(),
      );
      for (const id of ['p', 'q', 'r']) {
        expect((await collection.byId(id, scope)) !== null, `byId ${id}: ${name}`).toBe(ids.includes(id));
      }
      expect(await collection.count('newest', { scope }), `count: ${name}`).toBe(ids.length);
      const groups = await collection.groupCount('newest', 'keys.place', { scope });
      const places = ids.map((id) => (id === 'q' ? 'B' : 'A'));
      const wanted = [...new Set(places)].map((place) => [place, places.filter((each) => each === place).length]);
      expect([...groups].toSorted(), `groupCount: ${name}`).toStrictEqual(wanted.toSorted());
    }
  },

  'a condition of the caller narrows the scope and never replaces it': async (world) => {
    const instance = world.open();
    await sendAll(instance);
    const { collection } = instance.parcels;
    const where = { seenBy: 'office:POST', barred: { $nin: ['nothing'] }, 'keys.place': 'A' };
    expect(idsOf(await collection.find('newest', { scope: accused, where }))).toStrictEqual(['p']);
    expect(idsOf(await collection.find('newest', { scope: stranger, where }))).toStrictEqual([]);
    expect(await collection.count('newest', { scope: accused, where: { 'keys.place': 'A' } })).toBe(1);
  },

  'rows are born invisible and shown by their own keys': async (world) => {
    const instance = world.open();
    const [event, next] = foreign('scale:load:1', 'Weighed', [{ grams: 1 }, { grams: 2 }]);
    invariant(event !== undefined && next !== undefined);
    const { collection } = instance.tallies;
    await instance.tallies.apply('t', event, (row) => ({ ...row, grams: 1 }));
    expect(await collection.byId('t', all)).toBeNull();
    expect(await collection.count('byPlace', { scope: all })).toBe(0);
    await instance.tallies.apply('t', next, (row) => ({
      ...row,
      place: 'A',
      seenBy: ['office:POST', 'place:A'],
      barred: ['unit:7'],
    }));
    expect(await collection.count('byPlace', { scope: both })).toBe(1);
    expect(await collection.count('byPlace', { scope: accused })).toBe(0);
    expect([...(await collection.groupCount('byPlace', 'place', { scope: both }))]).toStrictEqual([['A', 1]]);
    expect(tallySpec.blank.seenBy).toStrictEqual([]);
  },
};
