import { petitionersOf } from '@daqidi/kernel';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { keptDetails } from './kept-details.js';
import { findableBy, recognisedBy, searchHash } from './petitioner-hashes.js';

interface Given {
  readonly appealId: string;
  readonly telephone?: string | null | undefined;
  readonly identityNumber?: string | null | undefined;
}

/**
 * Of whom in this very appeal this telephone or identity number is known: its petitioner or, of a group, one of its representatives, the first
 * of them first; null where of nobody. BAD_USER_INPUT for what is neither.
 */
export const knownAs = async ({ store, lookupSecret, model }: Tools, input: Given): Promise<string | null> => {
  // How many were given is checked when the command is decided.
  if (Boolean(input.telephone) === Boolean(input.identityNumber)) return null;
  const hash = searchHash(lookupSecret, input);
  if (!(await store.vault.lookUp(hash)).some(({ about }) => about === input.appealId)) return null;
  const appeal = await model.appeals.collection.byId(input.appealId);
  const submitted = appeal?.state.submitted;
  if (!appeal || !submitted) return null;
  const known = await keptDetails({ store }, appeal);
  const isOf = (index: number): boolean => findableBy(lookupSecret, known[index] ?? null, null).includes(hash);
  return petitionersOf(submitted).find((_, index) => isOf(index)) ?? null;
};

/** Whether whoever brings this appeal is still known by one of the hashes under which it was found: what was corrected is his no more. */
export const isStillKnownBy = async (
  { store, lookupSecret }: Pick<Tools, 'store' | 'lookupSecret'>,
  appeal: AppealDocument,
  hashes: readonly string[],
): Promise<boolean> => {
  const { submitted, contacts } = appeal.state;
  if (submitted === null || Object.keys(contacts).length === 0) return true;
  const known = (await keptDetails({ store }, appeal)).flatMap((details) => findableBy(lookupSecret, details, null));
  const now = [...known, ...recognisedBy(lookupSecret, null, null, submitted.petitioner.personId)];
  return hashes.some((hash) => now.includes(hash));
};
