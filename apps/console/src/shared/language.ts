import { inLanguage, type Language, momentText } from '@daqidi/app-kit';
import type { Bilingual } from '@daqidi/schemas/operations';
import { createContext, useContext } from 'react';

export interface Speech {
  readonly language: Language;
  /** Chinese and English of one text of a page. */
  t(zh: string, en: string): string;
  say(text: Bilingual): string;
  /** A moment as the district's clocks show it; a dash where there is none. */
  at(moment: string | null | undefined): string;
}

export const speechIn = (language: Language): Speech => ({
  language,
  t: (zh, en) => (language === 'zh' ? zh : en),
  say: (text) => inLanguage(language, text),
  at: (moment) => (moment ? momentText(moment, language) : '—'),
});

export const LanguageContext = createContext<{ readonly language: Language; choose(language: Language): void }>({
  language: 'zh',
  choose: () => undefined,
});

export const useSpeech = (): Speech => speechIn(useContext(LanguageContext).language);
