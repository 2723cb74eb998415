// Promise: what the embedded driver cannot do as MongoDB does, it refuses by name; no query scans, none is matched in memory.
import type { EmbeddedMongo } from '../src/index.js';
import { openTemporary } from './support/open-temporary.js';

let mongo: EmbeddedMongo;
const cases = () => mongo.connection.collection('cases');
const later = { dueAt: { $gt: new Date(0) } };
const scope = { seenBy: { $in: ['u1', 'u2', 'u3'] }, barred: { $nin: ['p1', 'p2'] } };

beforeAll(async () => {
  mongo = await openTemporary();
  await cases().createIndex({ seenBy: 1, order: -1, stage: 1 }, { name: 'newest' });
  await cases().createIndex({ barred: 1 }, { name: 'barred' });
  await cases().createIndex({ _id: 1, seenBy: 1 }, { name: 'idBySeenBy' });
  await cases().createIndex({ code: 1 }, { name: 'code', sparse: true });
  await cases().createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression: later });
  const documents = Array.from({ length: 300 }, (_, number) => ({
    _id: `c${number}`,
    order: String(number).padStart(6, '0'),
    stage: number % 2 === 0 ? 'OPEN' : 'CLOSED',
    seenBy: [`u${number % 5}`, `u${number % 7}`],
    barred: number % 11 === 0 ? ['p1'] : [],
  }));
  await cases().insertMany(documents as never);
});
afterAll(() => mongo.close());

const scans = (plan: readonly string[]): readonly string[] => plan.filter((row) => /^SCAN (i|b|d)\b/.test(row));

test('scoped lists search the index once per key, in order, and the bars by look-up', async () => {
  const options = { sort: { order: -1 }, limit: 20 };
  const filter = { ...scope, stage: 'OPEN', order: { $lt: '000200' } };
  const plan = mongo.explain('cases', filter, options);
  expect(
    plan.filter((row) => row === 'SEARCH i USING PRIMARY KEY (k0=? AND k1>? AND k1<?)'),
    plan.join('\n'),
  ).toHaveLength(3);
  expect(plan.filter((row) => row.startsWith('SEARCH b USING PRIMARY KEY (k0=? AND id=?)'))).toHaveLength(3);
  expect(scans(plan)).toStrictEqual([]);
  const merged = plan.findLastIndex((row) => row.startsWith('SEARCH i'));
  expect(
    plan.slice(0, merged).filter((row) => row.includes('TEMP B-TREE')),
    'no sub-select sorts',
  ).toStrictEqual([]);
  const found = await cases()
    .find(filter, options as never)
    .toArray();
  expect(found).toHaveLength(20);
  expect(new Set(found.map(({ _id }) => String(_id))).size).toBe(20);
});

test('reads by id with a scope search by id and key', () => {
  const plan = mongo.explain('cases', { _id: { $in: ['c1', 'c2', 'c3'] }, ...scope });
  expect(plan, plan.join('\n')).toContain('SEARCH i USING PRIMARY KEY (k0=? AND k1=?)');
  expect(scans(plan)).toStrictEqual([]);
  const byId = mongo.explain('cases', { _id: 'c1' }, { limit: 1 });
  expect(byId).toHaveLength(1);
  expect(byId[0] ?? '').toMatch(/^SEARCH i USING INDEX .*\(_id=\?\)$/);
});

test('what only the index of facets holds is looked up by id, one document after the other', async () => {
  await mongo.connection.collection('rows').createIndex({ seenBy: 1, order: -1 }, { name: 'newest' });
  await mongo.connection.collection('rows').createIndex({ _id: 1, kind: 1, at: 1 }, { name: 'facets' });
  const options = { sort: { order: -1 }, limit: 20 };
  const plan = mongo.explain('rows', { seenBy: { $in: ['u1', 'u2'] }, kind: 'a', at: { $gt: 1 } }, options);
  expect(
    plan.filter((row) => /^SEARCH f USING PRIMARY KEY \(k0=\? AND k1=\? AND k2>\? AND k2<\?\)/.test(row)),
    plan.join('\n'),
  ).toHaveLength(2);
  expect(plan.filter((row) => row.startsWith('SCAN f'))).toStrictEqual([]);
  const all = () =>
    mongo.connection
      .collection('rows')
      .find({ kind: 'a' }, { sort: { order: -1 } })
      .toArray();
  await expect(async () => all()).rejects.toMatchObject({ name: 'UnsupportedOperation' });
});

test('what no index serves is refused, not scanned', async () => {
  const refused = async (filter: object, sort: object = {}): Promise<void> => {
    await expect(async () =>
      cases()
        .find(filter, { sort } as never)
        .toArray(),
    ).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  };
  await refused({ stage: 'OPEN' });
  await refused({ barred: { $nin: ['p1'] } });
  await refused({ order: '000001' });
  await refused({ seenBy: 'u1', title: 'x' });
  await refused({ seenBy: 'u1' }, { stage: 1 });
  await refused({ _id: 'c1', stage: 'OPEN' });
  await refused({ seenBy: { $gte: 'u1', $lt: 'u2' } });
  await refused({ seenBy: { $nin: ['u1'] }, order: '1' });
  await refused({ code: null });
  await refused({ code: { $exists: false } });
  await refused({}, { seenBy: 1 });
  await refused({}, { dueAt: 1 });
  await refused({ dueAt: { $gte: new Date(0) } });
  await refused({ dueAt: { $lt: new Date(5) } });
  const many = { seenBy: { $in: Array.from({ length: 257 }, (_, number) => `k${number}`) } };
  await expect(async () =>
    cases()
      .find(many, { sort: { order: -1 }, limit: 5 })
      .toArray(),
  ).rejects.toThrow(/more than 256 combinations/);
});

test('a partial index is listed as it was made, and serves what lies within it', async () => {
  const listed = (await cases().indexes()).find(({ name }) => name === 'due');
  expect(listed?.['partialFilterExpression']).toStrictEqual(later);
  const plan = mongo.explain('cases', { dueAt: { $gt: new Date(0), $lte: new Date(9) } }, { sort: { dueAt: 1 }, limit: 5 });
  expect(plan[0] ?? '').toMatch(/^SEARCH i USING PRIMARY KEY \(k0>\? AND k0<\?\)$/);
});

test('operations, operators and options that do not exist here say so', async () => {
  const attempts: readonly (() => unknown)[] = [
    () => cases().updateMany({}, { $set: { a: 1 } }),
    () => cases().deleteMany({}),
    () => cases().distinct('stage'),
    () => cases().drop(),
    () => cases().bulkWrite([]),
    () => cases().createIndex({ at: 1 }, { partialFilterExpression: { at: { $exists: true } } }),
    () => cases().createIndex({ at: 1 }, { partialFilterExpression: { other: { $gt: new Date(0) } } }),
    () =>
      cases()
        .find({ $or: [{ _id: 'c1' }] } as never)
        .toArray(),
    () =>
      cases()
        .find({ _id: /c1/ } as never)
        .toArray(),
    () =>
      cases()
        .find({ _id: 'c1' } as never, { skip: 1 })
        .toArray(),
    () =>
      cases()
        .find({ _id: 'c1' } as never, { projection: { stage: 0 } })
        .toArray(),
    () =>
      cases()
        .find({ _id: 'c1' } as never)
        .next(),
    () =>
      cases()
        .aggregate([{ $match: {} }, { $project: { a: 1 } }])
        .toArray(),
    () => cases().updateOne({ stage: 'OPEN' }, { $set: { a: 1 } }),
    () => cases().updateOne({ _id: 'c1' } as never, { $addToSet: { seenBy: 'x' } }),
    () => cases().updateOne({ _id: 'c1' } as never, { stage: 'OPEN' } as never),
    () => cases().updateOne({ _id: 'c1' } as never, { $push: { seenBy: { $each: ['x'], $slice: 1 } } } as never),
    () => cases().insertOne({ stage: 'OPEN' }),
    () =>
      cases()
        .insertOne({ _id: 'x', seenBy: [], order: [] } as never)
        .then(() => {
          throw new Error('parallel arrays');
        }),
    () => cases().createIndex({ title: 'text' }),
    () => cases().createIndex({ title: 1 }, { expireAfterSeconds: 5 }),
    () => mongo.connection.db?.command({ ping: 1 }),
  ];
  for (const attempt of attempts) {
    await expect(async () => await attempt(), String(attempt)).rejects.toSatisfy((error: Error) =>
      /embedded-mongo does not support|parallel arrays/.test(error.message),
    );
  }
});

test('a reader that explained a query still sees what is written afterwards', async () => {
  mongo.explain('cases', { _id: 'c1' });
  await cases().insertOne({ _id: 'later', order: '1', stage: 'OPEN', seenBy: ['u9'], barred: [] } as never);
  expect(await cases().countDocuments({ seenBy: 'u9' })).toBe(1);
});

test('ids are strings that text columns can hold', async () => {
  for (const id of [1, null, '', 'a\0b', new Date(0)]) {
    await expect(async () => cases().insertOne({ _id: id } as never)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  }
});
