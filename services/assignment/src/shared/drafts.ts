import { type Principal, principalKey } from '@daqidi/identity';
import { type Collection, createCollection, ownerAsAuthor, type SealedText, type Store } from '@daqidi/store';
import type { Connection } from 'mongoose';
import type { DraftKind } from '../generated/schema.js';

/** What somebody has begun to write about a case: his alone, and nothing that happened to the case. */
export interface DraftRow extends SealedText {
  readonly _id: string;
  readonly appealId: string;
  /** Counts how often it was kept. */
  readonly number: number;
  readonly requestId: string;
  readonly inputHash: string;
  /** ISO 8601. */
  readonly keptAt: string;
}

export type DraftRows = Collection<DraftRow>;

export const createDraftRows = (connection: Connection): DraftRows =>
  createCollection<DraftRow>(connection, {
    name: 'drafts',
    fields: {
      appealId: { type: String, required: true },
      number: { type: Number, required: true },
      requestId: { type: String, required: true },
      inputHash: { type: String, required: true },
      keptAt: { type: String, required: true },
      key: { type: String, required: true },
      sealed: { type: String, required: true },
    },
    indexes: { ofEntry: { keys: { appealId: 1 } } },
    queries: { ofEntry: { index: 'ofEntry', equals: ['appealId'] } },
  });

export interface DraftView {
  readonly kind: DraftKind;
  readonly text: string;
  readonly keptAt: string;
  readonly number: number;
}

export const draftKinds: readonly DraftKind[] = ['RESULT', 'SUBSTANTIATED_PART', 'PROGRESS'];

/** One a case, an author and a kind of text: found by its name, so that nobody comes upon another's. */
export const draftId = (author: string, appealId: string, kind: DraftKind): string => `${appealId}|${kind}|${author}`;

/** The reader's own about this case, by kind; what was erased is gone. */
export const draftsOf = async (
  { store, drafts }: { readonly store: Store; readonly drafts: DraftRows },
  principal: Principal,
  appealId: string,
): Promise<readonly DraftView[]> => {
  const author = principalKey(principal);
  const kinds = new Map(draftKinds.map((kind) => [draftId(author, appealId, kind), kind]));
  const read = (await drafts.byIds([...kinds.keys()])).map(async (row) => {
    const text = await store.vault.unseal(ownerAsAuthor(author), row._id, row);
    const kind = kinds.get(row._id);
    return text === null || kind === undefined ? [] : [{ kind, text, keptAt: row.keptAt, number: row.number }];
  });
  return (await Promise.all(read)).flat().sort((left, right) => draftKinds.indexOf(left.kind) - draftKinds.indexOf(right.kind));
};
