import { type Client, type Drafts, inLanguage, type Language, momentText, type SignIn, type Uploader } from '@daqidi/app-kit';
import type { Bilingual } from '@daqidi/schemas/operations';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Person {
  readonly token: string;
  readonly id: string;
}

export interface Tools {
  readonly client: Client;
  readonly uploader: Uploader;
  readonly drafts: Drafts;
  readonly signIn: SignIn;
  newRequestId(): string;
  person(): Person | null;
  become(person: Person | null): void;
  /** From 0 to 1. */
  chance(): number;
  /** Of the QR code that was read. */
  readonly place: string | null;
}

export interface Scene {
  readonly tools: Tools;
  readonly language: Language;
  /** Goes to a page of this app. */
  go(path: string): void;
}

export const SceneContext = createContext<Scene | null>(null);

export const useScene = () => {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error('a page is outside the app');
  const { language } = scene;
  return {
    ...scene,
    t: (zh: string, en: string): string => (language === 'zh' ? zh : en),
    say: (text: Bilingual): string => inLanguage(language, text),
    at: (moment: string): string => momentText(moment, language),
  };
};
