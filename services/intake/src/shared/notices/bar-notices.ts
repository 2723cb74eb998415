import { isDeepStrictEqual } from 'node:util';
import type { Model } from '../../model.js';

/** Hides what petitioners of a case were told from whoever is barred from it now; told from both sides, since neither knows who is first. */
export const barNotices = async ({ appeals, notices }: Pick<Model, 'appeals' | 'notices'>, appealId: string): Promise<void> => {
  const barred = [...((await appeals.collection.byId(appealId))?.barred ?? [])];
  for (const { _id, facts } of await notices.collection.find('ofCase', { where: { 'keys.appeal': appealId } }))
    if (!isDeepStrictEqual(facts.barred, barred)) await notices.inform(_id, (before) => ({ ...before, barred }));
};
