import fc from 'fast-check';
import type { Change, Doc, Query1 } from './oracle.js';

/** The indexes that the generated queries are made for. */
export const indexes: readonly (readonly [Record<string, 1 | -1>, Record<string, unknown>])[] = [
  [{ n: 1, at: -1 }, { name: 'byN' }],
  [{ unit: 1, n: 1, at: 1 }, { name: 'byUnit' }],
  [{ tags: 1, n: -1, unit: 1 }, { name: 'byTags' }],
  [{ tags: 1 }, { name: 'tags' }],
  [{ _id: 1, tags: 1 }, { name: 'idByTags' }],
  [{ _id: 1, count: 1, unit: 1 }, { name: 'facets' }],
  [{ code: 1 }, { name: 'code', unique: true, sparse: true }],
  [{ at: 1 }, { name: 'dated', partialFilterExpression: { at: { $gt: new Date(0) } } }],
];

const id = fc.constantFrom(...Array.from({ length: 12 }, (_, number) => `d${number}`));
const date = fc.constantFrom(-1, 0, 1, 1_700_000_000_000).map((time) => new Date(time));
const mixed = fc.oneof(
  fc.constantFrom<unknown>(null, -2, -0.5, 0, 1, 1.5, 2, 3e9, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY),
  fc.constantFrom<unknown>('', 'a', 'ab', 'b', '办理', true, false),
  date,
);
/** Stored only: comparing with NaN is refused. */
const stored = fc.oneof({ weight: 9, arbitrary: mixed }, { weight: 1, arbitrary: fc.constant<unknown>(Number.NaN) });
const unit = fc.constantFrom<unknown>('u1', 'u2', 'u3', null);
const tag = fc.constantFrom<unknown>('x', 'y', 'z', null);
const tags = fc.oneof({ weight: 4, arbitrary: fc.array(tag, { maxLength: 3 }) }, { weight: 1, arbitrary: tag });
const code = fc.constantFrom<unknown>('c1', 'c2', 'c3', 'c4', 'c5', 'c6', null);
const list = fc.array(fc.record({ seq: fc.integer({ min: 1, max: 5 }), name: fc.constantFrom('p', 'q') }), { maxLength: 3 });

const document: fc.Arbitrary<Doc> = fc.record(
  { _id: id, n: stored, at: fc.oneof(date, fc.constant(null)), unit, tags, code, list, count: fc.integer({ min: -3, max: 3 }) },
  { requiredKeys: ['_id'] },
);

const points = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    value,
    fc.array(value, { maxLength: 3 }).map(($in) => ({ $in })),
    value.map(($eq) => ({ $eq })),
  );
const halves = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(...['$lt', '$lte', '$gt', '$gte'].map((operator) => value.map((operand) => ({ [operator]: operand }))));
const ranges = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    halves(value),
    fc.tuple(value, value).map(([low, high]) => ({ $gte: low, $lt: high })),
  );
const excluded = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    value.map(($ne) => ({ $ne })),
    fc.array(value, { maxLength: 3 }).map(($nin) => ({ $nin })),
  );
const within = fc.tuple(fc.array(tag, { maxLength: 3 }), fc.array(tag, { maxLength: 2 })).map(([$in, $nin]) => ({ $in, $nin }));
const existence = fc.boolean().map(($exists) => ({ $exists }));
const any = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(points(value), ranges(value), excluded(value), existence);

const filterOf = (
  fields: Record<string, fc.Arbitrary<unknown>>,
  required: readonly string[],
): fc.Arbitrary<Record<string, unknown>> => fc.record(fields, { requiredKeys: [...required] });
const limit = fc.constantFrom(0, 1, 2, 5);
const skip = fc.constantFrom(0, 0, 1, 3);
/** Looked up document by document: no index of the query holds it. */
const count = fc.oneof(
  points(fc.integer({ min: -3, max: 3 })),
  ranges(fc.integer({ min: -3, max: 3 })),
  excluded(fc.constant(0)),
);
const direction = fc.constantFrom<1 | -1>(1, -1);
const query = (
  filter: fc.Arbitrary<Record<string, unknown>>,
  sort: (way: 1 | -1) => Record<string, 1 | -1>,
): fc.Arbitrary<Query1> =>
  fc
    .tuple(filter, direction, limit, skip, fc.boolean())
    .map(([where, way, most, behind, isSorted]) =>
      isSorted
        ? { filter: where, sort: sort(way), limit: most, skip: most === 0 ? 0 : behind }
        : { filter: where, limit: 0, skip: 0 },
    );

const queries: fc.Arbitrary<Query1> = fc.oneof(
  query(filterOf({ n: fc.oneof(points(mixed), ranges(mixed)), at: any(date) }, ['n']), (way) => ({
    n: way,
    at: way === 1 ? -1 : 1,
  })),
  query(filterOf({ unit: points(unit), n: any(mixed), at: any(date), tags: excluded(tag), count }, ['unit']), (way) => ({
    n: way,
    at: way,
  })),
  query(filterOf({ tags: points(tag), n: any(mixed), unit: any(unit), count }, ['tags']), (way) => ({ n: way })),
  query(filterOf({ tags: fc.oneof(points(tag), halves(tag), within) }, ['tags']), () => ({})),
  query(filterOf({ tags: within, n: any(mixed) }, ['tags']), (way) => ({ n: way })),
  query(filterOf({ _id: points(id), tags: excluded(tag) }, ['_id', 'tags']), () => ({})),
  query(filterOf({ _id: points(id), tags: points(tag) }, ['_id']), () => ({})),
  query(
    filterOf(
      { code: fc.oneof(fc.constantFrom('c1', 'c2', 'c3'), fc.constant({ $in: ['c2', 'c4'] }), fc.constant({ $gt: 'c2' })) },
      ['code'],
    ),
    (way) => ({ code: way }),
  ),
  query(
    filterOf({ at: fc.constantFrom({ $gt: new Date(0) }, { $gte: new Date(1) }, { $gt: new Date(0), $lte: new Date(1) }) }, [
      'at',
    ]),
    (way) => ({ at: way }),
  ),
  query(fc.constant({}), (way) => ({ _id: way })),
  query(filterOf({ _id: ranges(id) }, ['_id']), (way) => ({ _id: way })),
);

const guard = fc.record(
  {
    n: any(mixed),
    unit: any(unit),
    tags: fc.oneof(any(tag), fc.constant({ $size: 0 })),
    count: any(fc.integer({ min: -3, max: 3 })),
  },
  { requiredKeys: [] },
);

const shared = ['tags', 'list'];
/** Each array is touched by one operator of an update, as both MongoDB and the oracle demand. */
const updates: fc.Arbitrary<Record<string, Record<string, unknown>>> = fc
  .record(
    {
      $set: fc.record({ n: stored, at: date, unit, code, 'in.x': mixed }, { requiredKeys: [] }),
      $unset: fc.constantFrom({}, { mark: '' }, { 'in.y': '' }),
      $push: fc.oneof(
        fc.constant({}),
        fc.constant({ list: { seq: 3, name: 'p' } }),
        fc.array(tag, { maxLength: 2 }).map(($each) => ({ more: { $each } })),
      ),
      $pull: fc.constantFrom<Record<string, unknown>>(
        {},
        { list: { seq: { $lte: 2 } } },
        { list: { seq: 3, name: 'p' } },
        { more: 'x' },
        { more: { $in: ['y', 'z'] } },
      ),
      $inc: fc.constantFrom<Record<string, unknown>>({}, { count: 1 }, { count: -2.5 }),
      $setOnInsert: fc.constantFrom<Record<string, unknown>>({}, { mark: 'new' }),
    },
    { requiredKeys: ['$set'] },
  )
  .map((update) => {
    const cleaned = Object.entries(update).filter(([, changes]) => Object.keys(changes as object).length > 0);
    const result = Object.fromEntries(cleaned) as Record<string, Record<string, unknown>>;
    const pushed = Object.keys(result['$push'] ?? {});
    if (pushed.some((path) => path in (result['$pull'] ?? {}))) delete result['$pull'];
    if ('mark' in (result['$unset'] ?? {})) delete result['$setOnInsert'];
    if ('in.x' in (result['$set'] ?? {})) delete result['$unset'];
    return Object.keys(result).length === 0 ? { $set: { n: 1 } } : result;
  })
  .filter((update) => Object.keys(update['$pull'] ?? {}).every((path) => shared.includes(path) || path === 'more'));

export type Operation =
  | { readonly kind: 'insert'; readonly document: Doc }
  | { readonly kind: 'update'; readonly change: Change }
  | { readonly kind: 'remove'; readonly filter: Change['filter'] }
  | { readonly kind: 'find'; readonly query: Query1 }
  | { readonly kind: 'group'; readonly filter: Record<string, unknown> };

const guarded = fc.tuple(id, guard).map(([_id, conditions]) => ({ ...conditions, _id }) as Change['filter']);

export const operations: fc.Arbitrary<readonly Operation[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: document.map((value): Operation => ({ kind: 'insert', document: value })) },
    {
      weight: 5,
      arbitrary: fc
        .tuple(
          fc.oneof(
            id.map((_id) => ({ _id })),
            guarded,
          ),
          updates,
          fc.boolean(),
        )
        .map(
          ([filter, update, upsert]): Operation => ({
            kind: 'update',
            change: { filter: filter as Change['filter'], update, upsert },
          }),
        ),
    },
    { weight: 1, arbitrary: guarded.map((filter): Operation => ({ kind: 'remove', filter })) },
    { weight: 8, arbitrary: queries.map((value): Operation => ({ kind: 'find', query: value })) },
    {
      weight: 1,
      arbitrary: filterOf({ n: ranges(mixed), count }, []).map(
        (filter): Operation => ({ kind: 'group', filter: { unit: { $in: ['u1', 'u2', null] }, ...filter } }),
      ),
    },
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
);
