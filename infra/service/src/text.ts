import { badInput } from '@daqidi/runtime';

// Control characters other than tab and line breaks, and halves of surrogate pairs.
const unwritable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What leaves no mark by itself: blanks, format characters, fillers (one of them Braille), accents without a letter. */
const invisible = /[\s\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A text of nothing but blanks and invisible characters is no text. */
const isNoText = (value: string): boolean => value.replace(invisible, '') === '';

const lengthOf = (text: string, enough: number): number => (text.length > enough * 2 ? text.length : [...text].length);

/**
 * A text as it is kept: trimmed, with `minimum` visible characters at least and `maximum` characters (code points) at most, nothing
 * that cannot be written.
 */
export const checkText = (field: string, value: string, minimum: number, maximum: number): string => {
  const text = value.trim();
  if (lengthOf(text, maximum) > maximum) {
    throw badInput(field, `${field} must have at most ${maximum} characters.`, `${field} 最多 ${maximum} 个字符。`);
  }
  if (lengthOf(text.replace(invisible, ''), maximum) < minimum) {
    throw badInput(
      field,
      `${field} must have at least ${minimum} visible ${minimum === 1 ? 'character' : 'characters'}.`,
      `${field} 至少应有 ${minimum} 个可见字符。`,
    );
  }
  if (unwritable.test(text))
    throw badInput(field, `${field} holds characters that cannot be kept.`, `${field} 含有无法保存的字符。`);
  return text;
};

/** The same, where the field may be left out. */
export const checkOptionalText = (field: string, value: string | null | undefined, maximum: number): string | null =>
  value === null || value === undefined || isNoText(value) ? null : checkText(field, value, 1, maximum);
