const patterns: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, '<time>'],
  [/^\d{4}-\d{2}-\d{2}$/, '<day>'],
  [/^\d{6}-\d{8}-\d{7}-[0-9A-Z]$/, '<unified code>'],
  [/^sm3:[\w-]{43}$/, '<digest>'],
  [/^(?:[\da-f]{6}~)?[\w-]{22}$/, '<id>'],
  [/^[0-9a-f]{64}$/, '<digest>'],
  [/^[0-9a-f]{24}\?expires=\d+&?$/, '<salt>'],
];

const normaliseText = (text: string): string => patterns.find(([pattern]) => pattern.test(text))?.[1] ?? text;

/** Cursors hold times and ids. */
const isCursor = (key: string, member: unknown): boolean => /cursor$/i.test(key) && typeof member === 'string';

/** The same answer with everything replaced that differs from run to run: ids, times, codes, hashes. */
export const normalise = (value: unknown): unknown => {
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, isCursor(key, member) ? '<cursor>' : normalise(member)]);
  return Object.fromEntries(members);
};
