import { petitionerWithCode } from '@daqidi/kernel';
import { byCodeOf } from '@daqidi/service';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** The entry of whoever brings the query code of its case; null for every other code, and where there is no such entry. */
export const entryByCode = async ({ model }: Tools, id: string, queryCode: string | null): Promise<EntryDocument | null> => {
  const document = await model.entries.collection.byId(id);
  // What only holds what others have said is there for nobody.
  if (document === null || document.seq === 0) return null;
  return petitionerWithCode(document.facts.submitted, queryCode) === null ? null : document;
};

/** Who its petitioner is. */
const petitionerByCode = async (
  tools: Tools,
  { appealId, queryCode }: { readonly appealId: string; readonly queryCode?: string | null },
): Promise<string | null> =>
  petitionerWithCode((await entryByCode(tools, appealId, queryCode ?? null))?.facts.submitted, queryCode);

/** The command of a petitioner, for whoever brings his query code too. */
export const byCodeToo = byCodeOf(petitionerByCode);
