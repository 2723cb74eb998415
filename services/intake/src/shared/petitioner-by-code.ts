import { petitionerWithCode } from '@daqidi/kernel';
import { byCodeOf } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Whom the query code of the appeal speaks for; null for every other code, and where there is no such appeal. */
export const petitionerByCode = async (
  { model }: Tools,
  id: string,
  queryCode: string,
): Promise<{ readonly person: string } | null> => {
  const person = petitionerWithCode((await model.appeals.collection.byId(id))?.state.submitted, queryCode);
  return person === null ? null : { person };
};

/** The command of a petitioner, for whoever brings his query code too. */
export const byCodeToo = byCodeOf(petitionerByCode);
