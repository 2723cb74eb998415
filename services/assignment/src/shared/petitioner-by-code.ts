import { petitionerWithCode } from '@daqidi/kernel';
import { byCodeOf } from '@daqidi/service';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** What a query code opens. */
export interface ByCode {
  readonly document: EntryDocument;
  /** Whose code it is. */
  readonly person: string;
}

/** The entry of whoever brings the query code of its case, and who he is in it; null for every other code, and where there is no such entry. */
export const entryByCode = async ({ model }: Tools, id: string, queryCode: string): Promise<ByCode | null> => {
  const document = await model.entries.collection.byId(id);
  // What only holds what others have said is there for nobody.
  if (document === null || document.seq === 0) return null;
  const person = petitionerWithCode(document.facts.submitted, queryCode);
  return person === null ? null : { document, person };
};

/** The command of a petitioner, for whoever brings his query code too. */
export const byCodeToo = byCodeOf(entryByCode);
