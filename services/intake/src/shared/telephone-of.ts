import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** Where its petitioner can be told; null where he left no number, or it was erased. */
export const telephoneOf = async ({ store }: Pick<Tools, 'store'>, { state }: AppealDocument): Promise<string | null> => {
  const personal = state.submitted?.personal ?? null;
  const kept = personal === null ? null : await store.vault.get(personal.vaultId);
  return kept === null ? null : (JSON.parse(kept) as { readonly telephone: string | null }).telephone;
};
