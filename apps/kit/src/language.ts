import type { Bilingual } from '@daqidi/schemas/operations';

export type Language = 'zh' | 'en';

/** What there is in this language, else in the other. */
export const inLanguage = (language: Language, text: Bilingual): string => text[language] || text.zh || text.en;
