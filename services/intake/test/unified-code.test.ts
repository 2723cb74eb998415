// Proves: unified codes carry a check character that catches single wrong characters and nearly all swapped neighbours.
import fc from 'fast-check';
import { checkCharacter, readUnifiedCode, unifiedCode } from '../src/domain/unified-code.js';

const code = fc.integer({ min: 0, max: 9_999_999 }).map((number) => unifiedCode('511902', '2024-03-15', number));

test('the check character is that of ISO 7064 MOD 37,36', () => {
  // The standard's own example: A12425GABC1234002 has check character M.
  expect(checkCharacter('A12425GABC1234002')).toBe('M');
});

test('every code made is a code', () => {
  fc.assert(fc.property(code, (made) => readUnifiedCode(made) === made && made.length === 25));
});

test('a code is read as people type it, and only whole', () => {
  const made = unifiedCode('511902', '2024-03-15', 4_820_917);
  const wide = made.replaceAll(/[0-9A-Z-]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  for (const typed of [made.replaceAll('-', ''), ` ${made.toLowerCase()} `, made.replaceAll('-', '—'), wide])
    expect(readUnifiedCode(typed), typed).toBe(made);
  for (const typed of ['', made.slice(1), `${made}0`, `${made}${' '.repeat(100)}`])
    expect(readUnifiedCode(typed), typed).toBeNull();
});

test('one wrong digit is caught', () => {
  fc.assert(
    fc.property(code, fc.nat(), fc.integer({ min: 1, max: 9 }), (made, at, by) => {
      const places = [...made].flatMap((character, place) => (/\d/.test(character) && place < made.length - 1 ? [place] : []));
      const place = places[at % places.length] ?? 0;
      const wrong = (Number(made[place]) + by) % 10;
      return readUnifiedCode(`${made.slice(0, place)}${wrong}${made.slice(place + 1)}`) === null;
    }),
  );
});

test('nearly every swap of neighbours is caught', () => {
  let swaps = 0;
  let missed = 0;
  for (let number = 0; number < 10_000_000; number += 99_991) {
    const made = unifiedCode('511902', '2024-03-15', number);
    for (let place = 16; place < 22; place += 1) {
      if (made[place] === made[place + 1]) continue;
      swaps += 1;
      if (readUnifiedCode(`${made.slice(0, place)}${made[place + 1]}${made[place]}${made.slice(place + 2)}`) !== null)
        missed += 1;
    }
  }
  expect(swaps, `${missed} of ${swaps}`).toBeGreaterThan(400);
  expect(missed / swaps, `${missed} of ${swaps}`).toBeLessThan(0.03);
});
