import { visibly } from './typed.js';

/** Every dot, bullet or dash that people put between the parts of a minority name; identity cards have U+00B7. */
const betweenParts = /(?<=\p{Script=Han})\s*[·•‧∙⋅・･.。．｡\-‐‑–—_]\s*(?=\p{Script=Han})/gu;

/**
 * A person's name in its one form: half-width letters, no blanks between Chinese characters and single ones elsewhere, the parts of a
 * minority name parted by a middle dot (阿卜杜拉·买买提).
 */
export const readName = (typed: string): string =>
  visibly(typed)
    .replaceAll(betweenParts, '·')
    .replaceAll(/(?<=\p{Script=Han})\s+(?=[\p{Script=Han}·])|(?<=·)\s+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What two writings of one name have in common: no blanks and dots, which some leave out, and capitals for small letters. */
export const nameKey = (name: string): string => readName(name).replaceAll(/[\s·]/g, '').toUpperCase();
