/** Longer than any code or number that people type, however they space it. */
const longest = 64;

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** What was typed, half-width and without what cannot be seen. */
export const visibly = (typed: string): string => typed.normalize('NFKC').replaceAll(invisible, '');

/** The same; null where it is too long to be a code or a number. */
export const plainly = (typed: string): string | null => (typed.length > longest ? null : visibly(typed));

/** Letters that are easily taken for digits, as the digits that they look like: for alphabets that have none of them. */
export const asDigits = (capitals: string): string => capitals.replaceAll(/[IL]/g, '1').replaceAll('O', '0');

/** Only digits and capitals, of what was typed; null as above. */
export const digitsAndCapitals = (typed: string): string | null =>
  plainly(typed)
    ?.toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '') ?? null;
