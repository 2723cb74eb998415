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
  const { filter, sort = {}, limit = 0, skip = 0 } = query;
  const found = (await collection.find(filter, { sort, limit, skip }).toArray()) as unknown as Doc[];
  const expected = oracle.sorted(query);
  const keysOf = (document: Doc): unknown[] => Object.keys(sort).map((path) => document[path]);
  expect(found, 'the number of documents').toHaveLength(expected.length);
  expect(new Set(found.map(({ _id }) => _id)).size, 'each document once').toBe(found.length);
  const known = new Set(oracle.matching(filter).map(({ _id }) => _id));
  for (const [position, document] of found.entries()) {
    expect(known, `${document._id} does not match`).toContain(document._id);
    expect(document).toStrictEqual(oracle.documents.get(document._id));
    const wanted = keysOf(expected[position] as Doc);
    for (const [at, key] of keysOf(document).entries()) expect(compareValues(key, wanted[at]), `order at ${position}`).toBe(0);
  }
  expect(await collection.countDocuments(filter), 'the count').toBe(known.size);
  expect(await collection.countDocuments(filter, { limit: 2 }), 'the count up to a limit').toBe(Math.min(2, known.size));
};

const step = async (collection: NativeCollection, oracle: Oracle, operation: Operation): Promise<void> => {
  if (operation.kind === 'insert') {
    const code = await collection.insertOne({ ...operation.document } as never).then(() => null, codeOf);
    expect(code).toBe(oracle.insert(operation.document));
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
    expect(outcome).toStrictEqual(oracle.update(operation.change));
    expect(await collection.findOne({ _id: filter._id } as never)).toStrictEqual(oracle.documents.get(filter._id) ?? null);
  } else if (operation.kind === 'remove') {
    expect((await collection.deleteOne(operation.filter as never)).deletedCount).toBe(oracle.remove(operation.filter));
  } else if (operation.kind === 'find') {
    await checkFind(collection, oracle, operation.query);
  } else {
    const pipeline = [{ $match: operation.filter }, { $group: { _id: '$unit', n: { $sum: 1 } } }];
    const groups = await collection.aggregate(pipeline).toArray();
    expect(new Map(groups.map(({ _id, n }) => [JSON.stringify(_id), n]))).toStrictEqual(oracle.group(operation.filter, 'unit'));
  }
};

/** Runs the operations on a fresh collection and compares every answer with the oracle's. */
export const runOperations = async (connection: Connection, name: string, operations: readonly Operation[]): Promise<void> => {
  const collection = connection.collection(name);
  for (const [keys, options] of indexes) await collection.createIndex(keys, options);
  const oracle = createOracle();
  for (const operation of operations) await step(collection, oracle, operation);
};
