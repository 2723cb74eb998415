// Promise: sealed text opens only whole, with its key, in its place; without the wrapped key it is gone.
import { createSeededRandomness } from '@daqidi/runtime';
import fc from 'fast-check';
import { commitment, createVaultCipher, keyedHash } from '../src/index.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));
const masterKey = Buffer.alloc(32, 7);
const changed = /does not open/;

for (const suite of ['sm4', 'aes'] as const) {
  const cipher = createVaultCipher({ masterKey, suite, randomness: createSeededRandomness('vault') });

  test(`${suite}: what is sealed opens again, and says its suite`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, aad) => {
        const { wrapped } = cipher.newDataKey();
        const sealed = cipher.encrypt(wrapped, text, aad);
        expect(sealed.startsWith(`${suite}.`), sealed).toBe(true);
        expect(wrapped.startsWith(`${suite}.`), wrapped).toBe(true);
        expect(cipher.decrypt(wrapped, sealed, aad)).toBe(text);
        expect(() => cipher.decrypt(wrapped, sealed, `${aad}x`)).toThrow(changed);
      }),
      { seed, numRuns: 100 },
    );
  });

  test(`${suite}: changing any character, of text or key, is noticed`, () => {
    const { wrapped } = cipher.newDataKey();
    const sealed = cipher.encrypt(wrapped, '反映村里修路的事', 'appeal/1');
    for (const [text, open] of [
      [sealed, (other: string) => cipher.decrypt(wrapped, other, 'appeal/1')],
      [wrapped, (other: string) => cipher.decrypt(other, sealed, 'appeal/1')],
    ] as const) {
      for (let at = 0; at < text.length; at++) {
        const other = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
        expect(() => open(other), `position ${at}`).toThrow(changed);
      }
      for (const other of ['', 'sm4', 'sm4..', 'aes..', `${text}.x`, text.slice(0, -1)])
        expect(() => open(other)).toThrow(changed);
    }
  });
}

test('the same text seals differently each time; each suite opens what it sealed, whatever is the default now', () => {
  const sm4 = createVaultCipher({ masterKey });
  const aes = createVaultCipher({ masterKey, suite: 'aes' });
  const { wrapped } = sm4.newDataKey();
  const sealed = sm4.encrypt(wrapped, 'x', 'a');
  expect(sealed.startsWith('sm4.'), sealed).toBe(true);
  expect(sealed).not.toBe(sm4.encrypt(wrapped, 'x', 'a'));
  expect(aes.decrypt(wrapped, sealed, 'a')).toBe('x');
  expect(sm4.decrypt(wrapped, aes.encrypt(wrapped, 'x', 'a'), 'a')).toBe('x');
  expect(() => sm4.decrypt(wrapped, sealed.replace('sm4.', 'aes.'), 'a')).toThrow(changed);
  expect(() => createVaultCipher({ masterKey: Buffer.alloc(32, 8) }).decrypt(wrapped, sealed, 'a')).toThrow(changed);
  expect(() => createVaultCipher({ masterKey: Buffer.alloc(31) })).toThrow(/32 bytes/);
});

test('commitments bind under their salt; keyed hashes repeat under their secret', () => {
  const salt = Buffer.from('salt');
  expect(commitment(salt, 'text')).toBe(commitment(salt, 'text'));
  expect(commitment(salt, 'text')).not.toBe(commitment(Buffer.from('salu'), 'text'));
  expect(commitment(Buffer.from('saltt'), 'ext')).not.toBe(commitment(salt, 'text'));
  expect(commitment(salt, 'text')).toMatch(/^sm3:[\w-]{43}$/);
  expect(keyedHash(salt, '138')).toBe(keyedHash(salt, '138'));
  expect(keyedHash(salt, '138')).not.toBe(keyedHash(Buffer.from('other'), '138'));
  expect(keyedHash(salt, '138')).toMatch(/^hmac-sm3:[\w-]{43}$/);
});
