import type { Bilingual, FormChoice } from '@daqidi/schemas/operations';
import * as caseWords from './case-words.js';
import * as officeWords from './office-words.js';

const words: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = { ...caseWords, ...officeWords };

/** What people call a value of an enumeration: our word for it, else the contract's. */
export const choiceText = (enumeration: string | undefined, { value, text }: FormChoice): Bilingual => {
  const known = words[`${(enumeration ?? '').replace(/^./, (letter) => letter.toLowerCase())}Text`]?.[value];
  return known ?? (text.zh === '' && text.en === '' ? { zh: value, en: value } : text);
};
