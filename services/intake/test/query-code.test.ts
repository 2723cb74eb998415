// Proves: a query code is read as people type it, and where it is kept says nothing without the service's secret.
import { readQueryCode } from '@daqidi/kernel';
import { queryCodeOf, receiptIdOf } from '../src/query-code.js';

const secret = Buffer.alloc(32, 1);
const code = queryCodeOf(secret, 'an-appeal');

test('a query code is read as people type it', () => {
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const wide = code.replaceAll(/[0-9A-Z-]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `, wide])
    expect(readQueryCode(typed), typed).toBe(code);
  expect(readQueryCode('oil0-oooo'), 'letters that no code has are the digits they look like').toBe('0110-0000');
});

test('what is no code is read as something that no code is', () => {
  for (const typed of ['', '-', code.slice(1), `${code}0`, 'x'.repeat(1_000_000)]) expect(readQueryCode(typed)).not.toBe(code);
});

test('a receipt is found by its code and day alone, under its secret alone', () => {
  const kept = receiptIdOf(secret, '2024-03-15', code);
  expect(receiptIdOf(secret, '20240315', code)).toBe(kept);
  expect(receiptIdOf(Buffer.alloc(32, 2), '2024-03-15', code)).not.toBe(kept);
  expect(receiptIdOf(secret, '2024-03-16', code)).not.toBe(kept);
  expect(kept).not.toContain(code.slice(0, 4));
});
