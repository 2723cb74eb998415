import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
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
    before(async () => {
      opened = await openConnection();
    });
    after(() => opened.close());

    test('generated operations answer as MongoDB does', async (t) => {
      const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
      t.diagnostic(`SEED=${seed}`);
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
      assert.deepEqual((await ids({ a: null })).sort(), ['holds', 'missing', 'null']);
      assert.deepEqual((await ids({ a: { $in: [null, 1] } })).sort(), ['holds', 'missing', 'null']);
      assert.deepEqual((await ids({ a: 1 })).sort(), ['holds']);
      assert.deepEqual((await ids({ a: { $gt: 0 } })).sort(), ['holds']);
    });

    test('strings are in the order of their UTF-8 bytes', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1 });
      const texts = ['', 'Z', 'a', 'a\0', 'a\0b', 'ab', 'é', '办', '\uffee', '\u{1f600}'];
      await collection.insertMany([...texts].reverse().map((a, number) => ({ _id: `d${number}`, a })) as never);
      const found = await collection.find({}, { sort: { a: 1 } }).toArray();
      assert.deepEqual(
        found.map((document) => document['a']),
        texts,
      );
      const part = await collection.find({ a: { $gt: 'a', $lt: '\u{1f600}' } }, { sort: { a: -1 } }).toArray();
      assert.deepEqual(
        part.map((document) => document['a']),
        texts.slice(3, 9).reverse(),
      );
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
      assert.deepEqual(await list({}), values);
      assert.deepEqual(await list({ a: { $lte: 2 } }), values.slice(1, 5));
      assert.deepEqual(await list({ a: { $gte: '' } }), ['', 'x']);
      assert.deepEqual(await list({ a: { $gt: false } }), [true]);
      assert.deepEqual(await list({ a: { $lt: new Date(5) } }), [new Date(-1)]);
      assert.deepEqual(await list({ a: { $gte: null } }), [null]);
      assert.deepEqual(await list({ a: { b: 2 } }), [{ b: 2 }]);
    });

    test('unique indexes refuse with code 11000, sparse ones let the missing pass', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1, b: 1 }, { unique: true, name: 'pair' });
      await collection.createIndex({ c: 1 }, { unique: true, sparse: true, name: 'c' });
      await collection.insertOne({ _id: '1', a: 1, b: null } as never);
      await assert.rejects(collection.insertOne({ _id: '2', a: 1 } as never), (error: unknown) => {
        const { code, keyPattern, keyValue } = error as Record<string, unknown>;
        assert.deepEqual(
          { code, keyPattern, keyValue },
          { code: 11_000, keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: null } },
        );
        return true;
      });
      await collection.insertOne({ _id: '3', a: 3, c: 'x' } as never);
      await collection.insertOne({ _id: '4', a: 4 } as never);
      await assert.rejects(collection.updateOne({ _id: '4' } as never, { $set: { c: 'x' } }), {
        code: 11_000,
        keyPattern: { c: 1 },
      });
      assert.deepEqual(await collection.findOne({ _id: '4' } as never), { _id: '4', a: 4 });
      await assert.rejects(collection.insertOne({ _id: '4', a: 9 } as never), { code: 11_000, keyPattern: { _id: 1 } });
    });

    test('insertMany without order stores what it can and reports the rest', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'b' } as never);
      const documents = ['a', 'b', 'c', 'a'].map((_id) => ({ _id }));
      await assert.rejects(collection.insertMany(documents as never, { ordered: false }), (error: unknown) => {
        const { code, writeErrors, insertedCount } = error as {
          code: number;
          writeErrors: { index: number }[];
          insertedCount: number;
        };
        assert.deepEqual([code, writeErrors.map(({ index }) => index), insertedCount], [11_000, [1, 3], 2]);
        return true;
      });
      assert.equal(await collection.countDocuments({}), 3);
      await assert.rejects(collection.insertMany([{ _id: 'd' }, { _id: 'a' }, { _id: 'e' }] as never), {
        code: 11_000,
        insertedCount: 1,
      });
      assert.equal(await collection.findOne({ _id: 'e' } as never), null);
    });

    test('two operators on one path, and fields below a scalar, are refused', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'a', n: 1, list: 3 } as never);
      const update = (change: object) => collection.updateOne({ _id: 'a' } as never, change as never);
      await assert.rejects(update({ $set: { n: 1 }, $inc: { n: 1 } }), { code: 40 });
      await assert.rejects(update({ $set: { 'n.x': 1 } }), { code: 28 });
      await assert.rejects(update({ $push: { list: 1 } }), { code: 2 });
      await assert.rejects(update({ $set: { _id: 'b' } }), { code: 66 });
    });

    test('an index built later holds what was there, and is listed', async () => {
      const collection = fresh();
      await collection.insertMany([1, 2, 2].map((a, number) => ({ _id: `d${number}`, a })) as never);
      await assert.rejects(collection.createIndex({ a: 1 }, { unique: true }), { code: 11_000 });
      assert.equal(await collection.createIndex({ a: -1 }), 'a_-1');
      assert.equal(await collection.createIndex({ a: -1 }), 'a_-1');
      await assert.rejects(collection.createIndex({ a: -1 }, { name: 'other' }), { code: 85 });
      assert.equal(await collection.countDocuments({ a: 2 }), 2);
      const listed = await collection.listIndexes().toArray();
      assert.deepEqual(
        listed.map(({ name: index, key }) => [index, key]),
        [
          ['_id_', { _id: 1 }],
          ['a_-1', { a: -1 }],
        ],
      );
    });

    modelContract(() => opened.connection);
  });
};
