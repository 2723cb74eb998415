// What a tail hands out is what the table holds; where it does not know, it says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTail } from '../src/embedded/tail.js';
import type { DeliveredRecord } from '../src/index.js';

const recordAt = (offset: number): DeliveredRecord => ({
  topic: 't',
  partition: 0,
  offset: String(offset),
  key: 'k',
  headers: {},
  value: `${offset}`,
});

test('a tail answers without holes, or not at all', () => {
  const steps = fc.array(
    fc.record({
      skip: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(3)),
      count: fc.nat(200),
      back: fc.nat(600),
      limit: fc.integer({ min: 1, max: 64 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.nat(50), steps, (start, taken) => {
      const tail = createTail();
      let end = start;
      for (const { skip, count, back, limit } of taken) {
        if (count > 0) end += skip;
        for (const last = end + count; end < last; end += 1) tail.push(end, recordAt(end));
        const from = Math.max(0, end - back);
        const found = tail.read(from, limit);
        if (found === null) continue;
        const expected = Array.from({ length: Math.min(limit, end - from) }, (_, index) => String(from + index));
        assert.deepEqual(
          found.map(({ offset }) => offset),
          expected,
        );
      }
    }),
  );
});

test('what was just written is there, and what nobody keeps any more is looked up', () => {
  const tail = createTail();
  assert.equal(tail.read(0, 10), null);
  for (let offset = 5; offset < 1_000; offset += 1) tail.push(offset, recordAt(offset));
  assert.equal(tail.read(999, 10)?.length, 1);
  assert.deepEqual(tail.read(1_000, 10), []);
  assert.equal(tail.read(1_001, 10), null);
  assert.equal(tail.read(5, 10), null);
});
