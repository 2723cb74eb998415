import type { Model } from '../model.js';

/** Hides the views of a case from whoever is barred from it now; told twice, and from both sides, since neither knows who is first. */
export const barViews = async ({ appeals, views }: Pick<Model, 'appeals' | 'views'>, appealId: string): Promise<void> => {
  const appeal = await appeals.collection.byId(appealId);
  if (appeal === null) return;
  const barred = [...appeal.barred];
  for (const { _id, rev, barred: before } of await views.collection.find('byAppeal', { where: { appealId } }))
    if (JSON.stringify(before) !== JSON.stringify(barred))
      await views.collection.update({ _id, rev }, { $set: { barred, rev: rev + 1 } });
};
