// Promises: numbers drawn below a bound are below it and reach all of it; a bound that leaves no number is refused, not waited for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSeededRandomness, randomInteger } from '../src/index.js';

test('each number below the bound is drawn, none other', () => {
  const randomness = createSeededRandomness('ids');
  const drawn = new Set(Array.from({ length: 200 }, () => randomInteger(randomness, 7)));
  assert.deepEqual([...drawn].sort(), [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(randomInteger(randomness, 1), 0);
});

test('a bound with no number below it is refused at once', () => {
  const randomness = createSeededRandomness('ids');
  for (const bound of [0, -1, 0.5, Number.NaN, 2 ** 48 + 1]) assert.throws(() => randomInteger(randomness, bound), RangeError);
});
