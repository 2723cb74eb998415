import { createHmac } from 'node:crypto';

/** Of so many characters is what is looked for. */
const lengths = [2, 3, 4] as const;
/** What a public text is about stands at its beginning. */
const read = 300;

const letters = (text: string): readonly string[] => [
  ...text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, ''),
];

/** Keyed: an erased text leaves nothing behind that says what it was. */
const keyOf = (word: string, secret: Buffer): string =>
  createHmac('sha256', secret).update(`word:${word}`).digest('base64url').slice(0, 6);

/** Under what each word of a public text is found: every run of 2 to 4 letters or digits, since Chinese writes no blanks. */
export const wordsIn = (text: string, secret: Buffer): readonly string[] => {
  const all = letters(text).slice(0, read);
  const runs = lengths.flatMap((length) => all.slice(length - 1).map((_, at) => all.slice(at, at + length).join('')));
  return [...new Set(runs)].map((word) => keyOf(word, secret));
};

/** Under what a word is looked for; null where it has not 2 to 4 letters or digits. */
export const wordKey = (word: string, secret: Buffer): string | null => {
  const asked = letters(word);
  return asked.length >= 2 && asked.length <= 4 ? keyOf(asked.join(''), secret) : null;
};
