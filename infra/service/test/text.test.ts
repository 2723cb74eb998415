// A text is kept trimmed, within its bounds counted in characters, and never holds what cannot be written down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DaqidiError } from '@daqidi/runtime';
import fc from 'fast-check';
import { checkOptionalText, checkText } from '../src/index.js';

const refused = (error: unknown): boolean =>
  error instanceof DaqidiError && error.code === 'BAD_USER_INPUT' && error.field === 'text';

test('texts are trimmed; bounds count characters, not code units', () => {
  assert.equal(checkText('text', '  路灯坏了。\n', 5, 10), '路灯坏了。');
  assert.equal(checkText('text', '😀😀😀', 3, 3), '😀😀😀');
  assert.throws(() => checkText('text', '😀😀', 3, 10), refused);
  assert.throws(() => checkText('text', '😀😀😀😀', 1, 3), refused);
  assert.throws(() => checkText('text', '   ', 1, 3), refused);
  assert.throws(() => checkText('text', 'x'.repeat(1_000_000), 1, 3), refused);
});

test('control characters and halves of characters are refused, tabs and line breaks kept', () => {
  assert.equal(checkText('text', 'a\tb\r\nc', 1, 10), 'a\tb\r\nc');
  for (const bad of ['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\ud83d', '\ude00a', 'a\ude00\ud83db', '\ud83d\ud83d\ude00']) {
    assert.throws(() => checkText('text', bad, 1, 10), refused, JSON.stringify(bad));
  }
});

test('the least counts what can be seen: blanks, fillers and accents by themselves are no text', () => {
  assert.equal(checkText('text', '路灯坏了', 2, 10), '路灯坏了');
  assert.equal(checkText('text', '坏 了', 2, 10), '坏 了');
  for (const none of [
    '\u200b\u200b\u200b',
    '\u3000\u3000',
    '\u2800\u2800',
    '\u3164\u3164',
    '坏\u200d',
    '\u00a0坏\u0301\u00a0',
    '\ufeff\u2060',
  ])
    assert.throws(() => checkText('text', none, 2, 10), refused, JSON.stringify(none));
  assert.throws(() => checkText('text', `坏了${'\u200b'.repeat(9)}`, 2, 10), refused, 'the most counts everything');
});

test('an optional text may be absent, null or blank', () => {
  for (const none of [null, undefined, '', '  \n', '\u200b\u2800', '\u200b'.repeat(100)])
    assert.equal(checkOptionalText('text', none, 5), null);
  assert.equal(checkOptionalText('text', ' x ', 5), 'x');
  assert.throws(() => checkOptionalText('text', 'xxxxxx', 5), refused);
});

test('whatever is accepted is within bounds, well-formed, and accepted as it is again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 0, max: 20 }), (value, maximum) => {
      let kept: string;
      try {
        kept = checkText('text', value, 1, maximum);
      } catch (error) {
        assert.ok(refused(error));
        return;
      }
      assert.ok([...kept].length <= maximum && kept.length > 0);
      assert.equal(Buffer.from(kept, 'utf8').toString('utf8'), kept);
      assert.equal(checkText('text', kept, 1, maximum), kept);
    }),
  );
});
