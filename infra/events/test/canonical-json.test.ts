// Equal values have one text, that text means the same value, and what JSON cannot hold faithfully is refused by its path.
import fc from 'fast-check';
import { canonicalJson } from '../src/canonical-json.js';
import { check } from './arbitraries.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

test('members are ordered by UTF-16 code units and numbers written as RFC 8785 shows', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  // biome-ignore lint/correctness/noPrecisionLoss: RFC 8785's own example
  expect(canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
});

test('the text does not depend on the order of members and reads back as the same value', () => {
  check(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(text).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
    }),
  );
});

test('undefined members are dropped', () => {
  expect(canonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
});

test('what JSON cannot hold is refused, named by its path', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const refused: readonly (readonly [unknown, RegExp])[] = [
    [{ a: { b: [1, Number.NaN] } }, /a\.b\[1\] is not a finite number/],
    [{ a: Number.POSITIVE_INFINITY }, /a is not a finite/],
    [[undefined], /\[0\] is neither/],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is being refused
    [[1, , 2], /\[1\] is neither/],
    [undefined, /the value is neither/],
    [{ a: '\ud800' }, /a holds a lone surrogate/],
    [{ '\udfff': 1 }, /lone surrogate/],
    [{ at: new Date(0) }, /at is neither/],
    [{ a: new Map() }, /a is neither/],
    [{ a: 1n }, /a is neither/],
    [{ a: () => 1 }, /a is neither/],
    [cyclic, /refers to itself/],
  ];
  for (const [value, problem] of refused) expect(() => canonicalJson(value)).toThrow(problem);
});
