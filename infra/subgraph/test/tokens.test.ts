// Promise: cursors and position tokens come back as they went out, or are refused as bad input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  connectionOf,
  createReferenceLoader,
  decodeCursor,
  decodePosition,
  encodeCursor,
  encodePosition,
  pageSize,
  positionScalar,
} from '../src/index.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
test.before(() => process.stdout.write(`# SEED=${seed}\n`));
const runs = { seed, numRuns: 300 };
const bad = (field: string) => ({ name: 'DaqidiError', code: 'BAD_USER_INPUT', field });

test('cursors: round trip, and any change is refused', () => {
  const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(part), fc.nat(), (key, where) => {
      const cursor = encodeCursor('cases', key);
      assert.deepEqual(decodeCursor('cases', cursor), key);
      assert.throws(() => decodeCursor('orders', cursor), bad('after'));
      const at = where % cursor.length;
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      assert.throws(() => decodeCursor('cases', changed), bad('after'));
    }),
    runs,
  );
  for (const junk of ['', 'x', '%%%', encodeCursor('cases', [1]).slice(1)])
    assert.throws(() => decodeCursor('cases', junk), bad('after'));
});

test('positions: round trip, and junk is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.stringMatching(/^[\w-]+:[\w-]+:[\w-]+$/), (seq, stream) => {
      assert.deepEqual(decodePosition(encodePosition({ stream, seq })), { stream, seq });
    }),
    runs,
  );
  for (const junk of ['', 'x', encodePosition({ stream: 'a:b:c', seq: 0 }), encodePosition({ stream: 'a b', seq: 1 })]) {
    assert.throws(() => decodePosition(junk), bad('position'));
  }
});

test('pages: 1 to 100 rows, 20 by default', () => {
  assert.deepEqual([pageSize(undefined), pageSize(null), pageSize(1), pageSize(100)], [20, 20, 1, 100]);
  for (const size of [0, 101, -1, 1.5, Number.NaN]) assert.throws(() => pageSize(size), bad('first'));
  const page = connectionOf('n', [1, 2, 3], 2, (n) => [n]);
  assert.deepEqual(
    page.edges.map(({ node }) => node),
    [1, 2],
  );
  assert.deepEqual(page.pageInfo, { endCursor: encodeCursor('n', [2]), hasNextPage: true });
  assert.deepEqual(connectionOf('n', [], 2, () => []).pageInfo, { endCursor: null, hasNextPage: false });
});

test('references: distinct ids in one call, fresh copies, null for the rest', async () => {
  const calls: (readonly string[])[] = [];
  const loader = createReferenceLoader(
    async (ids) => {
      calls.push(ids);
      return [{ id: 'a' }];
    },
    ({ id }) => id,
  );
  const found = await Promise.all(['a', 'b', 'a', 7, '', 'b'].map((id) => loader.load(id)));
  assert.deepEqual(found, [{ id: 'a' }, null, { id: 'a' }, null, null, null]);
  assert.notEqual(found[0], found[2]);
  assert.deepEqual(calls, [['a', 'b']]);
  loader.clear('a');
  await loader.load('a');
  assert.deepEqual(calls[1], ['a']);
});

test('a position is text, whatever else would do as bytes', () => {
  const position = encodePosition({ stream: 'intake:appeal:x', seq: 1 });
  assert.equal(positionScalar.parseValue(position), position);
  for (const value of [-1, 1, true, [], [65], {}, { length: 2_000_000_000 }, new Uint8Array(3)])
    assert.throws(() => positionScalar.parseValue(value), /Position/);
});
