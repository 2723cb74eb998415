import assert from 'node:assert/strict';
import type { Scope } from '@daqidi/identity';
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
      assert.deepEqual(idsOf(await collection.find('newest', { scope })), ids, `find: ${name}`);
      assert.deepEqual(idsOf(await collection.byIds(['p', 'q', 'r', 'x'], scope)).toSorted(), ids.toSorted(), `byIds: ${name}`);
      for (const id of ['p', 'q', 'r']) {
        assert.equal((await collection.byId(id, scope)) !== null, ids.includes(id), `byId ${id}: ${name}`);
      }
      assert.equal(await collection.count('newest', { scope }), ids.length, `count: ${name}`);
      const groups = await collection.groupCount('newest', 'keys.place', { scope });
      const places = ids.map((id) => (id === 'q' ? 'B' : 'A'));
      const wanted = [...new Set(places)].map((place) => [place, places.filter((each) => each === place).length]);
      assert.deepEqual([...groups].toSorted(), wanted.toSorted(), `groupCount: ${name}`);
    }
  },

  'a condition of the caller narrows the scope and never replaces it': async (world) => {
    const instance = world.open();
    await sendAll(instance);
    const { collection } = instance.parcels;
    const where = { seenBy: 'office:POST', barred: { $nin: ['nothing'] }, 'keys.place': 'A' };
    assert.deepEqual(idsOf(await collection.find('newest', { scope: accused, where })), ['p']);
    assert.deepEqual(idsOf(await collection.find('newest', { scope: stranger, where })), []);
    assert.equal(await collection.count('newest', { scope: accused, where: { 'keys.place': 'A' } }), 1);
  },

  'rows are born invisible and shown by their own keys': async (world) => {
    const instance = world.open();
    const [event, next] = foreign('scale:load:1', 'Weighed', [{ grams: 1 }, { grams: 2 }]);
    assert.ok(event !== undefined && next !== undefined);
    const { collection } = instance.tallies;
    await instance.tallies.apply('t', event, (row) => ({ ...row, grams: 1 }));
    assert.equal(await collection.byId('t', all), null);
    assert.equal(await collection.count('byPlace', { scope: all }), 0);
    await instance.tallies.apply('t', next, (row) => ({
      ...row,
      place: 'A',
      seenBy: ['office:POST', 'place:A'],
      barred: ['unit:7'],
    }));
    assert.equal(await collection.count('byPlace', { scope: both }), 1);
    assert.equal(await collection.count('byPlace', { scope: accused }), 0);
    assert.deepEqual([...(await collection.groupCount('byPlace', 'place', { scope: both }))], [['A', 1]]);
    assert.deepEqual(tallySpec.blank.seenBy, []);
  },
};
