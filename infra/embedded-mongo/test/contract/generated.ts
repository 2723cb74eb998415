import assert from 'node:assert/strict';
import type { Connection } from 'mongoose';
import { indexes, type Operation } from './operations.js';
import { compareValues, createOracle, type Doc, type Oracle, type Query1 } from './oracle.js';

type NativeCollection = ReturnType<Connection['collection']>;

const codeOf = (error: unknown): number => {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'number') throw error;
  return code;
};

const checkFind = async (collection: NativeCollection, oracle: Oracle, query: Query1): Promise<void> => {
  const { filter, sort = {}, limit = 0 } = query;
  const found = (await collection.find(filter, { sort, limit }).toArray()) as unknown as Doc[];
  const expected = oracle.sorted(query);
  const keysOf = (document: Doc): unknown[] => Object.keys(sort).map((path) => document[path]);
  assert.equal(found.length, expected.length, 'the number of documents');
  assert.equal(new Set(found.map(({ _id }) => _id)).size, found.length, 'each document once');
  const known = new Set(oracle.matching(filter).map(({ _id }) => _id));
  for (const [position, document] of found.entries()) {
    assert.ok(known.has(document._id), `${document._id} does not match`);
    assert.deepEqual(document, oracle.documents.get(document._id));
    const wanted = keysOf(expected[position] as Doc);
    for (const [at, key] of keysOf(document).entries()) assert.equal(compareValues(key, wanted[at]), 0, `order at ${position}`);
  }
  assert.equal(await collection.countDocuments(filter), known.size, 'the count');
};

const step = async (collection: NativeCollection, oracle: Oracle, operation: Operation): Promise<void> => {
  if (operation.kind === 'insert') {
    const code = await collection.insertOne({ ...operation.document } as never).then(() => null, codeOf);
    assert.equal(code, oracle.insert(operation.document));
  } else if (operation.kind === 'update') {
    const { filter, update, upsert } = operation.change;
    const outcome = await collection.updateOne(filter as never, update as never, { upsert }).then(
      ({ matchedCount, modifiedCount, upsertedId }) => ({
        matched: matchedCount,
        modified: modifiedCount,
        upsertedId,
        code: null,
      }),
      (error: unknown) => ({ matched: 0, modified: 0, upsertedId: null, code: codeOf(error) }),
    );
    assert.deepEqual(outcome, oracle.update(operation.change));
    assert.deepEqual(await collection.findOne({ _id: filter._id } as never), oracle.documents.get(filter._id) ?? null);
  } else if (operation.kind === 'remove') {
    assert.equal((await collection.deleteOne(operation.filter as never)).deletedCount, oracle.remove(operation.filter));
  } else if (operation.kind === 'find') {
    await checkFind(collection, oracle, operation.query);
  } else {
    const pipeline = [{ $match: operation.filter }, { $group: { _id: '$unit', n: { $sum: 1 } } }];
    const groups = await collection.aggregate(pipeline).toArray();
    assert.deepEqual(new Map(groups.map(({ _id, n }) => [JSON.stringify(_id), n])), oracle.group(operation.filter, 'unit'));
  }
};

/** Runs the operations on a fresh collection and compares every answer with the oracle's. */
export const runOperations = async (connection: Connection, name: string, operations: readonly Operation[]): Promise<void> => {
  const collection = connection.collection(name);
  for (const [keys, options] of indexes) await collection.createIndex(keys, options);
  const oracle = createOracle();
  for (const operation of operations) await step(collection, oracle, operation);
};
