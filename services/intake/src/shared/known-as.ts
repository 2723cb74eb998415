import type { Details } from '../petitioner-details.js';
import type { Tools } from '../tools.js';
import { memberDetails } from './group-members.js';
import { findableBy, searchHash } from './petitioner-hashes.js';

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
  const { petitioner, personal } = submitted;
  if (petitioner.group === undefined) return petitioner.personId;
  const isOf = (details: Details | null): boolean => findableBy(lookupSecret, details, null).includes(hash);
  const first = personal === null ? null : await store.vault.get(personal.vaultId);
  if (first !== null && isOf(JSON.parse(first) as Details)) return petitioner.personId;
  const others = await memberDetails(store, appeal);
  return petitioner.group.others.find((_, index) => isOf(others[index] ?? null))?.personId ?? null;
};
