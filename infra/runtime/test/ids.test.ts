// Promises: ids follow the time and tell what they were made of, what belongs to something lies beside it; numbers drawn below a bound are below it and reach all of it; a bound that leaves no number is refused, not waited for.
import { createSeededRandomness, idBeside, idempotencyKeyOf, randomInteger, timeOrderedId } from '../src/index.js';

test('each number below the bound is drawn, none other', () => {
  const randomness = createSeededRandomness('ids');
  const drawn = new Set(Array.from({ length: 200 }, () => randomInteger(randomness, 7)));
  expect([...drawn].sort()).toStrictEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(randomInteger(randomness, 1)).toBe(0);
});

test('a bound with no number below it is refused at once', () => {
  const randomness = createSeededRandomness('ids');
  for (const bound of [0, -1, 0.5, Number.NaN, 2 ** 48 + 1]) expect(() => randomInteger(randomness, bound)).toThrow(RangeError);
});

test('ids of a later hour sort behind; within an hour an idempotency key yields one id, and every id tells its key', () => {
  const hour = 3_600_000;
  const moments = [0, hour, 2 ** 20 * hour, Date.parse('2026-11-26T23:59:59.999Z'), Date.parse('2093-01-01T00:00:00Z')];
  const inTime = moments.toSorted((one, other) => one - other);
  expect(inTime.map((moment) => timeOrderedId(moment, 'b')).toSorted()).toStrictEqual(
    inTime.map((moment) => timeOrderedId(moment, 'b')),
  );
  expect(timeOrderedId(hour, 'b')).toBe(timeOrderedId(2 * hour - 1, 'b'));
  expect(idempotencyKeyOf(timeOrderedId(hour, 'b'))).toBe('b');
  expect(idempotencyKeyOf('b')).toBe('b');
});

test('of what a client says an owner is called, nothing but a time gets into an id', () => {
  for (const owner of ['', '~', 'x~y', '00000g~b', '0000000~b', '\0\0\0\0\0\0~b', `${'0'.repeat(10_000)}~b`]) {
    expect(idBeside(owner, 'text')).toMatch(/^[\w-]{22}$/);
    expect(idempotencyKeyOf(owner)).toBe(owner);
  }
});

test('what belongs to something begins like it, and differs by owner, kind and parts', () => {
  const owner = timeOrderedId(0, 'b');
  const ids = [
    idBeside(owner, 'text'),
    idBeside(owner, 'text', 'x'),
    idBeside(owner, 'note', 'x'),
    idBeside(timeOrderedId(0, 'c'), 'text'),
    idBeside('b', 'text'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(idBeside(owner, 'text', 'x')).toBe(ids[1]);
  expect(ids.map((id) => id.startsWith('000000~'))).toStrictEqual([true, true, true, true, false]);
});
