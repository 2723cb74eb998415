import { petitionerWithCode } from '@daqidi/kernel';
import type { Tools } from '../tools.js';

interface BringsCode {
  readonly appealId: string;
  readonly queryCode?: string | null;
}

/** Who the petitioner of the appeal is, for whoever brings his query code; null for every other code, and where there is no such appeal. */
export const petitionerByCode = async ({ model }: Tools, { appealId, queryCode }: BringsCode): Promise<string | null> =>
  petitionerWithCode((await model.appeals.collection.byId(appealId))?.state.submitted, queryCode);
