import { badInput } from '@daqidi/runtime';

// Control characters other than tab and line breaks, and halves of surrogate pairs.
const unwritable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A text as it is kept: trimmed, `minimum` to `maximum` characters (code points), nothing that cannot be written. */
export const checkText = (field: string, value: string, minimum: number, maximum: number): string => {
  const text = value.trim();
  const length = text.length > maximum * 2 ? text.length : [...text].length;
  if (length < minimum || length > maximum) {
    throw badInput(
      field,
      `${field} must have ${minimum} to ${maximum} characters.`,
      `${field} 应为 ${minimum} 至 ${maximum} 个字符。`,
    );
  }
  if (unwritable.test(text))
    throw badInput(field, `${field} holds characters that cannot be kept.`, `${field} 含有无法保存的字符。`);
  return text;
};

/** The same, where the field may be left out. */
export const checkOptionalText = (field: string, value: string | null | undefined, maximum: number): string | null =>
  value === null || value === undefined || value.trim() === '' ? null : checkText(field, value, 1, maximum);
