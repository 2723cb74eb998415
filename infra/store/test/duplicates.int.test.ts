// A server that names another unique index than the id's, when it is given once more what it has, once kept a service from ever
// publishing again; and of many documents given at once, one that was kept out went unnoticed behind one that was there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongo, openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { type Collection, createCollection } from '../src/collection.js';

interface Note {
  readonly _id: string;
  readonly code: string;
}

let directory: string;
let mongo: EmbeddedMongo;
let notes: Collection<Note>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-duplicates-'));
  mongo = await openEmbeddedMongo({ file: join(directory, 'notes.db') });
  notes = createCollection<Note>(mongo.connection, {
    name: 'notes',
    fields: { code: { type: String, required: true } },
    indexes: { byCode: { keys: { code: 1 }, unique: true } },
    queries: {},
  });
  await notes.model.createIndexes();
  await notes.insertMissing([{ _id: 'one', code: 'a' }]);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await mongo.close();
  await rm(directory, { recursive: true, force: true });
});

test('what is there already is there, whichever unique index the server names', async () => {
  const refusal = Object.assign(new Error('E11000 duplicate key error collection: notes index: byCode dup key: { code: "a" }'), {
    code: 11_000,
  });
  jest.spyOn(notes.model.collection, 'insertMany').mockRejectedValue(refusal);
  expect(await notes.insertMissing([{ _id: 'one', code: 'a' }])).toBe(false);
  expect(await notes.insert({ _id: 'one', code: 'a' })).toBe(false);
  await expect(notes.insert({ _id: 'two', code: 'a' }), 'this one is not there').rejects.toMatchObject(refusal);
});

test('one that another unique index kept out is noticed behind one that is there', async () => {
  const given = [
    { _id: 'one', code: 'a' },
    { _id: 'two', code: 'a' },
  ];
  await expect(notes.insertMissing(given)).rejects.toThrow();
  expect(await notes.byIds(['one', 'two'])).toStrictEqual([{ _id: 'one', code: 'a' }]);
});
