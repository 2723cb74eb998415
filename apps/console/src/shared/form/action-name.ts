import type { Bilingual, MutationForm } from '@daqidi/schemas/operations';

/** What an action's button says: the contract's Chinese word for it, and the mutation's own name spelled out. */
export const actionName = ({ mutation, text }: MutationForm): Bilingual => ({
  zh: text.zh.replace(/[((].*$/u, ''),
  en: mutation.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase()),
});
