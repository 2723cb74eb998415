// What the store sends past mongoose's casting is exactly what casting would have made of it.
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import mongoose, { Schema } from 'mongoose';
import { aggregateFields } from '../src/aggregate-document.js';
import { createAsCast } from '../src/as-cast.js';

const keyFields = { code: { type: String }, order: { type: String }, count: { type: Number }, at: { type: Date }, open: Boolean };
const schema = new Schema(
  { _id: { type: String, required: true }, ...aggregateFields(keyFields) },
  { versionKey: false, strict: 'throw', strictQuery: 'throw', minimize: false, autoIndex: false, autoCreate: false },
);
// biome-ignore lint/suspicious/noExplicitAny: mongoose's casting is reached by its own inner names
const model: any = new mongoose.Mongoose().model('probe', schema);
const asCast = createAsCast(schema);

const castFilter = (filter: object): unknown => model.find(filter).cast(model);
const castUpdate = (change: object): unknown => {
  const query = model.updateOne({ _id: 'a' }, change);
  return query._castUpdate(query.getUpdate());
};

/** What a database would be told. */
const asSent = (value: unknown): unknown => deserialize(serialize(value as object, { ignoreUndefined: false }));

const plain = { noNullPrototype: true };
const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  date,
  fc.constant(null),
  fc.constant(undefined),
  fc.constantFrom('12', '2026-01-01', 'true'),
);
const free = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), scalar, { maxKeys: 3, noNullPrototype: true }),
  fc.constantFrom<unknown>(
    {},
    [],
    new Date(Number.NaN),
    { a: { b: [{ c: null }] } },
    new Map(),
    /x/,
    [[1]],
    [{ seq: 1 }, { seq: 2, data: {} }],
  ),
);
const paths = fc.constantFrom(
  ...['_id', 'rev', 'seq', 'head', 'time', 'state', 'facts', 'applied', 'seenBy', 'barred', 'keys', 'outbox', 'pendingAt'],
  ...['nextDueAt', 'keys.code', 'keys.count', 'keys.at', 'keys.open', 'state.a', 'unknown'],
);
const operand = fc.oneof(
  scalar,
  fc.dictionary(
    fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$size', '$odd'),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    { minKeys: 1, maxKeys: 2, noNullPrototype: true },
  ),
  free,
);
const keys = fc.dictionary(fc.constantFrom('code', 'order', 'count', 'at', 'open', 'other'), scalar, {
  maxKeys: 4,
  noNullPrototype: true,
});
const change = fc.record(
  {
    $set: fc.dictionary(paths, fc.oneof(free, keys), { maxKeys: 4, noNullPrototype: true }),
    $push: fc.dictionary(paths, fc.oneof(free, fc.record({ $each: fc.array(free, { maxLength: 3 }) }, plain)), {
      maxKeys: 1,
      noNullPrototype: true,
    }),
    $pull: fc.dictionary(paths, fc.oneof(free, fc.record({ seq: fc.record({ $lte: scalar }, plain) }, plain)), {
      maxKeys: 1,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

describe('what goes past the casting', () => {
  it('is a filter that casting leaves as it is', () => {
    fc.assert(
      fc.property(fc.dictionary(paths, operand, { maxKeys: 3, noNullPrototype: true }), (filter) => {
        if (asCast.filter(filter)) expect(asSent(castFilter(structuredClone(filter)))).toStrictEqual(asSent(filter));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is an update that casting leaves as it is', () => {
    fc.assert(
      fc.property(change, (update) => {
        if (Object.keys(update).length > 0 && asCast.update(update))
          expect(asSent(castUpdate(update))).toStrictEqual(asSent(update));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is what the store itself sends', () => {
    const scope = { seenBy: { $in: ['region:1'] }, barred: { $nin: ['unit:1', 'person:2'] } };
    const event = { id: 'a/1', seq: 1, data: { at: null, list: [1, 'b'] } };
    const rest = { rev: 2, version: 1, seq: 1, head: 'h', time: 't', state: { a: {} }, facts: {}, applied: {} };
    const keysAndClocks = { keys: { code: 'c', at: new Date(5) }, pendingAt: new Date(3), nextDueAt: null };
    expect(asCast.filter({ _id: 'a' })).toBe(true);
    expect(asCast.filter({ _id: { $in: ['a', 'b'] }, ...scope })).toBe(true);
    expect(asCast.filter({ _id: 'a', rev: 1 })).toBe(true);
    expect(asCast.filter({ pendingAt: { $gt: new Date(0) } })).toBe(true);
    expect(asCast.filter({ 'keys.order': { $lt: 'x' }, ...scope })).toBe(true);
    expect(
      asCast.update({ $set: { ...rest, ...keysAndClocks, seenBy: ['a'], barred: [] }, $push: { outbox: { $each: [event] } } }),
    ).toBe(true);
    expect(asCast.update({ $pull: { outbox: { seq: { $lte: 3 } } }, $set: { pendingAt: null } })).toBe(true);
  });
});
