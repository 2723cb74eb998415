import { petitionerWithCode } from '@daqidi/kernel';
import { byCodeOf } from '@daqidi/service';
import type { Tools } from '../tools.js';

interface BringsCode {
  readonly appealId: string;
  readonly queryCode?: string | null;
}

/** Who the petitioner of the appeal is, for whoever brings his query code; null for every other code, and where there is no such appeal. */
const petitionerByCode = async ({ model }: Tools, { appealId, queryCode }: BringsCode): Promise<string | null> =>
  petitionerWithCode((await model.appeals.collection.byId(appealId))?.state.submitted, queryCode);

/** The command of a petitioner, for whoever brings his query code too. */
export const byCodeToo = byCodeOf(petitionerByCode);
