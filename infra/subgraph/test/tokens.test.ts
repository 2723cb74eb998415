// Promise: cursors and position tokens come back as they went out, or are refused as bad input.
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
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));
const runs = { seed, numRuns: 300 };
const bad = (field: string) => ({ name: 'DaqidiError', code: 'BAD_USER_INPUT', field });

test('cursors: round trip, and any change is refused', () => {
  const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(part), fc.nat(), (key, where) => {
      const cursor = encodeCursor('cases', key);
      expect(decodeCursor('cases', cursor)).toStrictEqual(key);
      expect(() => decodeCursor('orders', cursor)).toThrow(expect.objectContaining(bad('after')));
      const at = where % cursor.length;
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(() => decodeCursor('cases', changed)).toThrow(expect.objectContaining(bad('after')));
    }),
    runs,
  );
  for (const junk of ['', 'x', '%%%', encodeCursor('cases', [1]).slice(1)])
    expect(() => decodeCursor('cases', junk)).toThrow(expect.objectContaining(bad('after')));
});

test('positions: round trip, and junk is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.stringMatching(/^[\w-]+:[\w-]+:[\w-]+$/), (seq, stream) => {
      expect(decodePosition(encodePosition({ stream, seq }))).toStrictEqual({ stream, seq });
    }),
    runs,
  );
  for (const junk of ['', 'x', encodePosition({ stream: 'a:b:c', seq: 0 }), encodePosition({ stream: 'a b', seq: 1 })]) {
    expect(() => decodePosition(junk)).toThrow(expect.objectContaining(bad('position')));
  }
});

test('pages: 1 to 100 rows, 20 by default', () => {
  expect([pageSize(undefined), pageSize(null), pageSize(1), pageSize(100)]).toStrictEqual([20, 20, 1, 100]);
  for (const size of [0, 101, -1, 1.5, Number.NaN]) expect(() => pageSize(size)).toThrow(expect.objectContaining(bad('first')));
  const page = connectionOf('n', [1, 2, 3], 2, (n) => [n]);
  expect(page.edges.map(({ node }) => node)).toStrictEqual([1, 2]);
  expect(page.pageInfo).toStrictEqual({ endCursor: encodeCursor('n', [2]), hasNextPage: true });
  expect(connectionOf('n', [], 2, () => []).pageInfo).toStrictEqual({ endCursor: null, hasNextPage: false });
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
  expect(found).toStrictEqual([{ id: 'a' }, null, { id: 'a' }, null, null, null]);
  expect(found[0]).not.toBe(found[2]);
  expect(calls).toStrictEqual([['a', 'b']]);
  loader.clear('a');
  await loader.load('a');
  expect(calls[1]).toStrictEqual(['a']);
});

test('a position is text, whatever else would do as bytes', () => {
  const position = encodePosition({ stream: 'intake:appeal:x', seq: 1 });
  expect(positionScalar.parseValue(position)).toBe(position);
  for (const value of [-1, 1, true, [], [65], {}, { length: 2_000_000_000 }, new Uint8Array(3)])
    expect(() => positionScalar.parseValue(value)).toThrow(/Position/);
});
