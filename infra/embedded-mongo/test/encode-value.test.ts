// Promise: keys compare as MongoDB compares values, whatever their types, and scalars come back from their keys.
import { randomInt } from 'node:crypto';
import { Binary, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { decodeScalar, encodedEmptyArray, encodeValue } from '../src/encode-value.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const order = (a: unknown, b: unknown): number => Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)));

test('types follow each other in the documented order', () => {
  const ascending = [
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -1,
    -0.5,
    0,
    5e-324,
    1,
    Number.POSITIVE_INFINITY,
    '',
    'a',
    {},
    { a: 1 },
    { a: 1, b: 1 },
    { a: 2 },
    { b: 1 },
    { a: 'x' },
    [1],
    new Uint8Array([1]),
    new Binary(new Uint8Array([0, 0])),
    new ObjectId('000000000000000000000001'),
    false,
    true,
    new Date(-1),
    new Date(0),
  ];
  const keys = [encodedEmptyArray, ...ascending.map(encodeValue)];
  for (const [position, key] of keys.entries()) {
    const next = keys[position + 1];
    if (next !== undefined)
      expect(Buffer.compare(key, next), `${position}: ${key.toString('hex')} < ${next.toString('hex')}`).toBeLessThan(0);
  }
});

beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));

test('one number has one key, whatever its type on the wire', () => {
  const numbers = [7, new Int32(7), new Double(7), Long.fromNumber(7), 7n];
  for (const number of numbers) expect(encodeValue(number)).toStrictEqual(encodeValue(7));
  expect(encodeValue(-0)).toStrictEqual(encodeValue(0));
  expect(() => encodeValue(2n ** 60n + 1n)).toThrow(expect.objectContaining({ name: 'UnsupportedOperation' }));
});

test('numbers, dates and strings are ordered as themselves', () => {
  const double = fc.double({ noNaN: true });
  fc.assert(
    fc.property(double, double, (a, b) => order(a, b) === (a === b ? 0 : a < b ? -1 : 1)),
    { seed },
  );
  const date = fc.date({ noInvalidDate: true });
  fc.assert(
    fc.property(date, date, (a, b) => order(a, b) === Math.sign(a.getTime() - b.getTime())),
    { seed },
  );
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (a, b) => order(a, b) === Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))),
    { seed },
  );
  fc.assert(
    fc.property(text, text, (a, b) => order({ a }, { a: b }) === Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))),
    { seed },
  );
});

test('different values have different keys, nested ones too', () => {
  const value = fc.jsonValue({ depthSize: 'small' });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      return (
        (order(a, b) === 0) === (same || JSON.stringify([a]).replaceAll('-0', '0') === JSON.stringify([b]).replaceAll('-0', '0'))
      );
    }),
    { seed },
  );
});

test('scalars come back from their keys', () => {
  const scalar = fc.oneof(
    fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0)),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  );
  fc.assert(
    fc.property(scalar, (value) => expect(decodeScalar(encodeValue(value))).toStrictEqual(value)),
    { seed },
  );
});
