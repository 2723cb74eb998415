// A text is kept trimmed, within its bounds counted in characters, and never holds what cannot be written down.
import { DaqidiError } from '@daqidi/runtime';
import fc from 'fast-check';
import { checkOptionalText, checkText } from '../src/index.js';

const refused = (error: unknown): boolean =>
  error instanceof DaqidiError && error.code === 'BAD_USER_INPUT' && error.field === 'text';

test('texts are trimmed; bounds count characters, not code units', () => {
  expect(checkText('text', '  路灯坏了。\n', 5, 10)).toBe('路灯坏了。');
  expect(checkText('text', '😀😀😀', 3, 3)).toBe('😀😀😀');
  expect(() => checkText('text', '😀😀', 3, 10)).toThrow(expect.toSatisfy(refused));
  expect(() => checkText('text', '😀😀😀😀', 1, 3)).toThrow(expect.toSatisfy(refused));
  expect(() => checkText('text', '   ', 1, 3)).toThrow(expect.toSatisfy(refused));
  expect(() => checkText('text', 'x'.repeat(1_000_000), 1, 3)).toThrow(expect.toSatisfy(refused));
});

test('what is missing is said in the singular where it is one', () => {
  expect(() => checkText('text', ' ', 1, 3)).toThrow('text must have at least 1 visible character.');
  expect(() => checkText('text', 'a', 2, 3)).toThrow('text must have at least 2 visible characters.');
});

test('control characters and halves of characters are refused, tabs and line breaks kept', () => {
  expect(checkText('text', 'a\tb\r\nc', 1, 10)).toBe('a\tb\r\nc');
  for (const bad of ['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\ud83d', '\ude00a', 'a\ude00\ud83db', '\ud83d\ud83d\ude00']) {
    expect(() => checkText('text', bad, 1, 10), JSON.stringify(bad)).toThrow(expect.toSatisfy(refused));
  }
});

test('the least counts what can be seen: blanks, fillers and accents by themselves are no text', () => {
  expect(checkText('text', '路灯坏了', 2, 10)).toBe('路灯坏了');
  expect(checkText('text', '坏 了', 2, 10)).toBe('坏 了');
  for (const none of [
    '\u200b\u200b\u200b',
    '\u3000\u3000',
    '\u2800\u2800',
    '\u3164\u3164',
    '坏\u200d',
    '\u00a0坏\u0301\u00a0',
    '\ufeff\u2060',
  ])
    expect(() => checkText('text', none, 2, 10), JSON.stringify(none)).toThrow(expect.toSatisfy(refused));
  expect(() => checkText('text', `坏了${'\u200b'.repeat(9)}`, 2, 10), 'the most counts everything').toThrow(
    expect.toSatisfy(refused),
  );
});

test('an optional text may be absent, null or blank', () => {
  for (const none of [null, undefined, '', '  \n', '\u200b\u2800', '\u200b'.repeat(100)])
    expect(checkOptionalText('text', none, 5)).toBeNull();
  expect(checkOptionalText('text', ' x ', 5)).toBe('x');
  expect(() => checkOptionalText('text', 'xxxxxx', 5)).toThrow(expect.toSatisfy(refused));
});

test('whatever is accepted is within bounds, well-formed, and accepted as it is again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 0, max: 20 }), (value, maximum) => {
      let kept: string;
      try {
        kept = checkText('text', value, 1, maximum);
      } catch (error) {
        expect(refused(error)).toBe(true);
        return;
      }
      expect([...kept].length).toBeLessThanOrEqual(maximum);
      expect(kept.length).toBeGreaterThan(0);
      expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept);
      expect(checkText('text', kept, 1, maximum)).toBe(kept);
    }),
  );
});
