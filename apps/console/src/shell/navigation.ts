import type { Bilingual } from '@daqidi/schemas/operations';

export interface NavigationItem {
  readonly to: string;
  readonly text: Bilingual;
  /** For whom it is offered; everybody where absent. What may be read there is the platform's to say. */
  readonly roles?: readonly string[];
}

export const navigation: readonly NavigationItem[] = [
  { to: '/', text: { zh: '工作台', en: 'Desk' } },
  { to: '/cases', text: { zh: '诉求台账', en: 'Cases' } },
];
