// The rough count never takes a document for smaller than it is, and is not so rough as to be useless.
import { calculateObjectSize } from 'bson';
import fc from 'fast-check';
import { fitsWithin } from '../src/size-bound.js';

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', ''));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, undefined, true, 0, -1, 2 ** 31, 2 ** 53, 1.5, Number.NaN, new Date(0)),
    text,
    fc.array(tie('any'), { maxLength: 12 }),
    fc.dictionary(text, tie('any'), { maxKeys: 8 }),
  ),
})).any;
const document = fc.dictionary(text, value, { maxKeys: 8 });

test('what is said to fit does fit', () => {
  fc.assert(
    fc.property(document, fc.integer({ min: 0, max: 4_000 }), (given, slack) => {
      const exact = calculateObjectSize(given, { ignoreUndefined: false });
      for (const limit of [exact - 1, exact + slack]) if (fitsWithin(limit, given)) expect(exact).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 2_000 },
  );
});

test('an ordinary document is not counted exactly, one of a foreign kind always', () => {
  const ordinary = {
    _id: 'a',
    state: { texts: Array.from({ length: 100 }, (_, index) => ({ id: index, text: '诉求'.repeat(20) })) },
  };
  expect(fitsWithin(64 * 1024, ordinary)).toBe(true);
  expect(fitsWithin(1024 * 1024, { odd: new Map() })).toBe(false);
});
