import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import { runOperations } from './generated.js';
import { modelContract } from './model-contract.js';
import { operations } from './operations.js';

export interface OpenedConnection {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** What every binding of mongoose models answers alike. `runs` says how many generated sequences are tried. */
export const driverContract = (name: string, openConnection: () => Promise<OpenedConnection>, runs: number): void => {
  describe(name, () => {
    let opened: OpenedConnection;
    let collections = 0;
    const fresh = () => opened.connection.collection(`c${process.pid}x${collections++}`);
    beforeAll(async () => {
      opened = await openConnection();
    });
    afterAll(() => opened.close());

    test('generated operations answer as MongoDB does', async () => {
      const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
      process.stdout.write(`# SEED=${seed}\n`);
      const property = fc.asyncProperty(operations, (sequence) =>
        runOperations(opened.connection, `g${process.pid}x${collections++}`, sequence),
      );
      await fc.assert(property, { seed, numRuns: runs });
    });

    test('missing and null are one key, an empty array is neither', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1 });
      await collection.insertMany([
        { _id: 'missing' },
        { _id: 'null', a: null },
        { _id: 'empty', a: [] },
        { _id: 'holds', a: [1, null] },
      ] as never);
      const ids = async (filter: object, sort: object = {}) =>
        (await collection.find(filter, { sort, projection: { _id: 1 } } as never).toArray()).map(({ _id }) => String(_id));
      expect((await ids({ a: null })).sort()).toStrictEqual(['holds', 'missing', 'null']);
      expect((await ids({ a: { $in: [null, 1] } })).sort()).toStrictEqual(['holds', 'missing', 'null']);
      expect((await ids({ a: 1 })).sort()).toStrictEqual(['holds']);
      expect((await ids({ a: { $gt: 0 } })).sort()).toStrictEqual(['holds']);
    });

    test('strings are in the order of their UTF-8 bytes', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1 });
      const texts = ['', 'Z', 'a', 'a\0', 'a\0b', 'ab', 'é', '办', '\uffee', '\u{1f600}'];
      await collection.insertMany([...texts].reverse().map((a, number) => ({ _id: `d${number}`, a })) as never);
      const found = await collection.find({}, { sort: { a: 1 } }).toArray();
      expect(found.map((document) => document['a'])).toStrictEqual(texts);
      const part = await collection.find({ a: { $gt: 'a', $lt: '\u{1f600}' } }, { sort: { a: -1 } }).toArray();
      expect(part.map((document) => document['a'])).toStrictEqual(texts.slice(3, 9).reverse());
    });

    test('types are bracketed and ordered', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1 });
      const values = [
        null,
        Number.NEGATIVE_INFINITY,
        -1.5,
        0,
        2,
        1e300,
        '',
        'x',
        { b: 1 },
        { b: 2 },
        false,
        true,
        new Date(-1),
        new Date(5),
      ];
      await collection.insertMany([...values].reverse().map((a, number) => ({ _id: `d${number}`, a })) as never);
      const list = async (filter: object) =>
        (await collection.find(filter, { sort: { a: 1 } }).toArray()).map((document) => document['a']);
      expect(await list({})).toStrictEqual(values);
      expect(await list({ a: { $lte: 2 } })).toStrictEqual(values.slice(1, 5));
      expect(await list({ a: { $gte: '' } })).toStrictEqual(['', 'x']);
      expect(await list({ a: { $gt: false } })).toStrictEqual([true]);
      expect(await list({ a: { $lt: new Date(5) } })).toStrictEqual([new Date(-1)]);
      expect(await list({ a: { $gte: null } })).toStrictEqual([null]);
      expect(await list({ a: { b: 2 } })).toStrictEqual([{ b: 2 }]);
    });

    test('unique indexes refuse with code 11000, sparse ones let the missing pass', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1, b: 1 }, { unique: true, name: 'pair' });
      await collection.createIndex({ c: 1 }, { unique: true, sparse: true, name: 'c' });
      await collection.insertOne({ _id: '1', a: 1, b: null } as never);
      await expect(collection.insertOne({ _id: '2', a: 1 } as never)).rejects.toSatisfy((error: unknown) => {
        const { code, keyPattern, keyValue } = error as Record<string, unknown>;
        expect({ code, keyPattern, keyValue }).toStrictEqual({
          code: 11_000,
          keyPattern: { a: 1, b: 1 },
          keyValue: { a: 1, b: null },
        });
        return true;
      });
      await collection.insertOne({ _id: '3', a: 3, c: 'x' } as never);
      await collection.insertOne({ _id: '4', a: 4 } as never);
      await expect(collection.updateOne({ _id: '4' } as never, { $set: { c: 'x' } })).rejects.toMatchObject({
        code: 11_000,
        keyPattern: { c: 1 },
      });
      expect(await collection.findOne({ _id: '4' } as never)).toStrictEqual({ _id: '4', a: 4 });
      await expect(collection.insertOne({ _id: '4', a: 9 } as never)).rejects.toMatchObject({
        code: 11_000,
        keyPattern: { _id: 1 },
      });
    });

    test('insertMany without order stores what it can and reports the rest', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'b' } as never);
      const documents = ['a', 'b', 'c', 'a'].map((_id) => ({ _id }));
      await expect(collection.insertMany(documents as never, { ordered: false })).rejects.toSatisfy((error: unknown) => {
        const { code, writeErrors, insertedCount } = error as {
          code: number;
          writeErrors: { index: number }[];
          insertedCount: number;
        };
        expect([code, writeErrors.map(({ index }) => index), insertedCount]).toStrictEqual([11_000, [1, 3], 2]);
        return true;
      });
      expect(await collection.countDocuments({})).toBe(3);
      await expect(collection.insertMany([{ _id: 'd' }, { _id: 'a' }, { _id: 'e' }] as never)).rejects.toMatchObject({
        code: 11_000,
        insertedCount: 1,
      });
      expect(await collection.findOne({ _id: 'e' } as never)).toBeNull();
    });

    test('two operators on one path, and fields below a scalar, are refused', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'a', n: 1, list: 3 } as never);
      const update = (change: object) => collection.updateOne({ _id: 'a' } as never, change as never);
      await expect(update({ $set: { n: 1 }, $inc: { n: 1 } })).rejects.toMatchObject({ code: 40 });
      await expect(update({ $set: { 'n.x': 1 } })).rejects.toMatchObject({ code: 28 });
      await expect(update({ $push: { list: 1 } })).rejects.toMatchObject({ code: 2 });
      await expect(update({ $set: { _id: 'b' } })).rejects.toMatchObject({ code: 66 });
    });

    test('an index built later holds what was there, and is listed', async () => {
      const collection = fresh();
      await collection.insertMany([1, 2, 2].map((a, number) => ({ _id: `d${number}`, a })) as never);
      await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11_000 });
      expect(await collection.createIndex({ a: -1 })).toBe('a_-1');
      expect(await collection.createIndex({ a: -1 })).toBe('a_-1');
      await expect(collection.createIndex({ a: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
      expect(await collection.countDocuments({ a: 2 })).toBe(2);
      const listed = await collection.listIndexes().toArray();
      expect(listed.map(({ name: index, key }) => [index, key])).toStrictEqual([
        ['_id_', { _id: 1 }],
        ['a_-1', { a: -1 }],
      ]);
    });

    modelContract(() => opened.connection);
  });
};
