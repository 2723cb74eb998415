// Promise: the probe lets an honest server pass and says of each dishonest one what it does wrong, and leaves nothing behind.
import { createSeededRandomness } from '@daqidi/runtime';
import { type ProbedCollection, probeCompareAndSet } from '../src/index.js';
import { applyAll, createMemoryCollection, type MemoryOptions } from './support/memory-collection.js';

const randomness = createSeededRandomness('probe');
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('an honest server passes', async () => {
  const { collection, documents } = createMemoryCollection();
  expect(await probeCompareAndSet(collection, randomness)).toBeNull();
  expect(documents.size).toBe(0);
});

const saboteurs: Readonly<Record<string, readonly [MemoryOptions, RegExp]>> = {
  'compares, and sets later: lost updates': [{ beforeWrite: turn }, /^16 of 16 rivals saved the same revision$/],
  'takes an id twice': [
    { insert: (documents, document) => void documents.set(document._id, document) },
    /^an id was taken 2 times at once$/,
  ],
  'keeps something else than what the winner saved': [
    { apply: (before, update) => ({ ...applyAll(before, update), rival: -1 }) },
    /^the winner of a revision is not the one whose document was kept$/,
  ],
  'forgets to push': [
    { apply: (before, { $set }) => ({ ...before, ...$set }) },
    /^the winner of a revision is not the one whose document was kept$/,
  ],
  'pushes anew in the place of what was there': [
    { apply: (before, update) => applyAll({ ...before, log: [] }, update) },
    /^the winner of a revision is not the one whose document was kept$/,
  ],
  'acknowledges what it does not keep': [{ apply: (before) => before }, /^16 of 16 rivals saved the same revision$/],
};

for (const [name, [options, problem]] of Object.entries(saboteurs)) {
  test(`a server that ${name}`, async () => {
    const { collection, documents } = createMemoryCollection(options);
    expect((await probeCompareAndSet(collection, randomness)) ?? '').toMatch(problem);
    expect(documents.size).toBe(0);
  });
}

test('a server that lets nobody win', async () => {
  const { collection } = createMemoryCollection();
  const stubborn: ProbedCollection = { ...collection, updateOne: async () => ({ matchedCount: 0 }) };
  expect(await probeCompareAndSet(stubborn, randomness)).toBe('0 of 16 rivals saved the same revision');
});

test('an error that has another cause is told as it is', async () => {
  const { collection, documents } = createMemoryCollection();
  const lost = new Error('connection closed');
  const cut: ProbedCollection = {
    ...collection,
    updateOne: async () => {
      throw lost;
    },
  };
  await expect(probeCompareAndSet(cut, randomness)).rejects.toMatchObject(lost);
  const full = Object.assign(new Error('no space left'), { code: 14_031 });
  const refusing: ProbedCollection = {
    ...collection,
    insertOne: async () => {
      throw full;
    },
  };
  await expect(probeCompareAndSet(refusing, randomness)).rejects.toMatchObject(full);
  expect(documents.size).toBe(0);
});
