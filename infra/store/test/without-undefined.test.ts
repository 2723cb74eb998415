// What is stored is what was hashed: members without a value leave no trace, everything else stays as it is.
import fc from 'fast-check';
import { withoutUndefined } from '../src/without-undefined.js';

test('members that are undefined go, at any depth; the rest stays', () => {
  const date = new Date(0);
  const given = { a: undefined, b: null, c: [{ d: undefined, e: 0 }], f: date, g: { h: undefined } };
  expect(withoutUndefined(given)).toStrictEqual({ b: null, c: [{ e: 0 }], f: date, g: {} });
});

test('for whatever JSON can hold it equals a round trip through JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, name) => {
      const given = { [`k${name}`]: value, gone: undefined };
      expect(JSON.parse(JSON.stringify(withoutUndefined(given)))).toStrictEqual(JSON.parse(JSON.stringify(given)));
      expect(withoutUndefined(given)).not.toHaveProperty('gone');
    }),
  );
});
