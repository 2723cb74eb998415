// What a tail hands out is what the table holds; where it does not know, it says so.
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
        expect(found.map(({ offset }) => offset)).toStrictEqual(expected);
      }
    }),
  );
});

test('what was just written is there, and what nobody keeps any more is looked up', () => {
  const tail = createTail();
  expect(tail.read(0, 10)).toBeNull();
  for (let offset = 5; offset < 1_000; offset += 1) tail.push(offset, recordAt(offset));
  expect(tail.read(999, 10)?.length).toBe(1);
  expect(tail.read(1_000, 10)).toStrictEqual([]);
  expect(tail.read(1_001, 10)).toBeNull();
  expect(tail.read(5, 10)).toBeNull();
});
