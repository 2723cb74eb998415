/** A document's number or place in the archive, as it is kept: one form of each character, no blanks around it. */
export const readReference = (typed: string): string => typed.normalize('NFKC').trim();

/**
 * Whether a text could lead somebody to the document: six letters or digits at least, a digit among them, not the same one or two over
 * and over.
 */
export const isReference = (text: string): boolean => {
  const signs = text.match(/[\p{L}\p{N}]/gu) ?? [];
  return signs.length >= 6 && new Set(signs).size >= 3 && signs.some((sign) => /\p{N}/u.test(sign));
};
