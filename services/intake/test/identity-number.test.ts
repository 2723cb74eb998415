// Proves: an identity number is read as people type it, and one that nobody can have is noticed: form, birthday, check character.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  identityCheckCharacter,
  identityNumberProblem,
  identityNumberText,
  readIdentityNumber,
} from '../src/domain/identity-number.js';

const today = '2026-03-02';
const problem = (typed: string) => identityNumberProblem(readIdentityNumber(typed), today);

const numbers = fc
  .record({
    region: fc.integer({ min: 110_000, max: 659_999 }),
    born: fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-03-02T00:00:00Z'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, born, order }) => {
    const digits = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
    return digits + identityCheckCharacter(digits);
  });

test('the check character is that of GB 11643', () => {
  // The standard's own examples.
  assert.equal(problem('11010519491231002X'), null);
  assert.equal(problem('440524188001010014'), 'IDENTITY_NUMBER_DATE', 'right but for a birthday before 1900');
  assert.equal(identityCheckCharacter('44052418800101001'), '4');
});

test('every right number passes, however it is typed', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const wide = [...number].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
      const grouped = `${number.slice(0, 6)} ${number.slice(6, 14)}-${number.slice(14)}`.toLowerCase();
      for (const typed of [number, wide, grouped, number.toLowerCase()]) {
        assert.equal(readIdentityNumber(typed), number);
        assert.equal(problem(typed), null);
      }
    }),
  );
});

test('one wrong digit, and neighbours in the wrong order, are noticed', () => {
  fc.assert(
    fc.property(numbers, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
      const wrong = `${number.slice(0, place)}${(Number(number[place]) + by) % 10}${number.slice(place + 1)}`;
      assert.notEqual(problem(wrong), null);
      if (place < 16 && number[place] !== number[place + 1]) {
        const swapped = `${number.slice(0, place)}${number[place + 1]}${number[place]}${number.slice(place + 2)}`;
        assert.notEqual(problem(swapped), null);
      }
    }),
  );
});

test('what fills the place, and what a slip leaves out or adds, is noticed', () => {
  assert.equal(problem('000000000000000000'), 'IDENTITY_NUMBER_DATE');
  assert.equal(problem('11010519490231002X'), 'IDENTITY_NUMBER_DATE', 'no February has 31 days');
  assert.equal(problem('110105202603030013'), 'IDENTITY_NUMBER_DATE', 'nobody was born tomorrow');
  assert.equal(problem('110105194912310021'), 'IDENTITY_NUMBER_CHECK');
  for (const typed of [
    '1101051949123102X',
    '1101051949123110022',
    '110105491231002',
    '11O10519491231002X',
    '没有带',
    '123456',
    'X',
  ])
    assert.equal(problem(typed), 'IDENTITY_NUMBER_FORM', typed);
});

test('the numbers of other documents are not doubted', () => {
  for (const typed of ['E12345678', 'h1234567890', '12345678', 'CHN110119850101']) assert.equal(problem(typed), null, typed);
});

test('whoever typed it is told in both languages, without the number', () => {
  for (const { en, zh } of Object.values(identityNumberText)) {
    assert.match(en, /^[A-Z].*\.$/);
    assert.match(zh, /[\u4e00-\u9fff].*。$/);
    assert.doesNotMatch(`${en}${zh}`, /\d{3}/);
  }
});
