import type { Model } from '../model.js';

/**
 * Hides the views of a case from whoever is barred from its row now, which follows from events alone; told twice, and from both sides, since
 * neither knows who is first.
 */
export const barViews = async ({ cases, views }: Pick<Model, 'cases' | 'views'>, appealId: string): Promise<void> => {
  const row = await cases.collection.byId(appealId);
  if (row === null) return;
  const barred = [...row.barred];
  for (const { _id, rev, barred: before } of await views.collection.find('byAppeal', { where: { appealId } }))
    if (JSON.stringify(before) !== JSON.stringify(barred))
      await views.collection.update({ _id, rev }, { $set: { barred, rev: rev + 1 } });
};
