// Proves: an identity number is read as people type it, and one that nobody can have is noticed: form, birthday, check character.
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
  expect(problem('11010519491231002X')).toBeNull();
  expect(problem('440524188001010014'), 'right but for a birthday before 1900').toBe('IDENTITY_NUMBER_DATE');
  expect(identityCheckCharacter('44052418800101001')).toBe('4');
});

test('every right number passes, however it is typed', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const wide = [...number].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
      const grouped = `${number.slice(0, 6)} ${number.slice(6, 14)}-${number.slice(14)}`.toLowerCase();
      for (const typed of [number, wide, grouped, number.toLowerCase()]) {
        expect(readIdentityNumber(typed)).toBe(number);
        expect(problem(typed)).toBeNull();
      }
    }),
  );
});

test('one wrong digit, and neighbours in the wrong order, are noticed', () => {
  fc.assert(
    fc.property(numbers, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
      const wrong = `${number.slice(0, place)}${(Number(number[place]) + by) % 10}${number.slice(place + 1)}`;
      expect(problem(wrong)).not.toBeNull();
      if (place < 16 && number[place] !== number[place + 1]) {
        const swapped = `${number.slice(0, place)}${number[place + 1]}${number[place]}${number.slice(place + 2)}`;
        expect(problem(swapped)).not.toBeNull();
      }
    }),
  );
});

test('what fills the place, and what a slip leaves out or adds, is noticed', () => {
  expect(problem('000000000000000000')).toBe('IDENTITY_NUMBER_DATE');
  expect(problem('11010519490231002X'), 'no February has 31 days').toBe('IDENTITY_NUMBER_DATE');
  expect(problem('110105202603030013'), 'nobody was born tomorrow').toBe('IDENTITY_NUMBER_DATE');
  expect(problem('110105194912310021')).toBe('IDENTITY_NUMBER_CHECK');
  for (const typed of [
    '1101051949123102X',
    '1101051949123110022',
    '110105491231002',
    '11O10519491231002X',
    '没有带',
    '123456',
    'X',
  ])
    expect(problem(typed), typed).toBe('IDENTITY_NUMBER_FORM');
});

test('the numbers of other documents are not doubted', () => {
  for (const typed of ['E12345678', 'h1234567890', '12345678', 'CHN110119850101']) expect(problem(typed), typed).toBeNull();
});

test('whoever typed it is told in both languages, without the number', () => {
  for (const { en, zh } of Object.values(identityNumberText)) {
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(`${en}${zh}`).not.toMatch(/\d{3}/);
  }
});
