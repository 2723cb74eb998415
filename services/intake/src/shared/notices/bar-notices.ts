import type { Model } from '../../model.js';

/** Hides what petitioners of a case were told from whoever is barred from it now; told from both sides, since neither knows who is first. */
export const barNotices = async ({ appeals, notices }: Pick<Model, 'appeals' | 'notices'>, appealId: string): Promise<void> => {
  const barred = [...((await appeals.collection.byId(appealId))?.barred ?? [])];
  for (const { _id } of await notices.collection.find('ofCase', { where: { 'keys.appeal': appealId } }))
    await notices.inform(_id, (facts) =>
      JSON.stringify(facts.barred) === JSON.stringify(barred) ? facts : { ...facts, barred },
    );
};
