// Promise: sealed text opens only whole, with its key, in its place; without the wrapped key it is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSeededRandomness } from '@daqidi/runtime';
import fc from 'fast-check';
import { commitment, createVaultCipher, keyedHash } from '../src/index.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
test.before(() => process.stdout.write(`# SEED=${seed}\n`));
const masterKey = Buffer.alloc(32, 7);
const changed = /does not open/;

for (const suite of ['sm4', 'aes'] as const) {
  const cipher = createVaultCipher({ masterKey, suite, randomness: createSeededRandomness('vault') });

  test(`${suite}: what is sealed opens again, and says its suite`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, aad) => {
        const { wrapped } = cipher.newDataKey();
        const sealed = cipher.encrypt(wrapped, text, aad);
        assert.ok(sealed.startsWith(`${suite}.`) && wrapped.startsWith(`${suite}.`));
        assert.equal(cipher.decrypt(wrapped, sealed, aad), text);
        assert.throws(() => cipher.decrypt(wrapped, sealed, `${aad}x`), changed);
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
        assert.throws(() => open(other), changed, `position ${at}`);
      }
      for (const other of ['', 'sm4', 'sm4..', 'aes..', `${text}.x`, text.slice(0, -1)])
        assert.throws(() => open(other), changed);
    }
  });
}

test('the same text seals differently each time; each suite opens what it sealed, whatever is the default now', () => {
  const sm4 = createVaultCipher({ masterKey });
  const aes = createVaultCipher({ masterKey, suite: 'aes' });
  const { wrapped } = sm4.newDataKey();
  const sealed = sm4.encrypt(wrapped, 'x', 'a');
  assert.ok(sealed.startsWith('sm4.'));
  assert.notEqual(sealed, sm4.encrypt(wrapped, 'x', 'a'));
  assert.equal(aes.decrypt(wrapped, sealed, 'a'), 'x');
  assert.equal(sm4.decrypt(wrapped, aes.encrypt(wrapped, 'x', 'a'), 'a'), 'x');
  assert.throws(() => sm4.decrypt(wrapped, sealed.replace('sm4.', 'aes.'), 'a'), changed);
  assert.throws(() => createVaultCipher({ masterKey: Buffer.alloc(32, 8) }).decrypt(wrapped, sealed, 'a'), changed);
  assert.throws(() => createVaultCipher({ masterKey: Buffer.alloc(31) }), /32 bytes/);
});

test('commitments bind under their salt; keyed hashes repeat under their secret', () => {
  const salt = Buffer.from('salt');
  assert.equal(commitment(salt, 'text'), commitment(salt, 'text'));
  assert.notEqual(commitment(salt, 'text'), commitment(Buffer.from('salu'), 'text'));
  assert.notEqual(commitment(Buffer.from('saltt'), 'ext'), commitment(salt, 'text'));
  assert.match(commitment(salt, 'text'), /^sm3:[\w-]{43}$/);
  assert.equal(keyedHash(salt, '138'), keyedHash(salt, '138'));
  assert.notEqual(keyedHash(salt, '138'), keyedHash(Buffer.from('other'), '138'));
  assert.match(keyedHash(salt, '138'), /^hmac-sm3:[\w-]{43}$/);
});
