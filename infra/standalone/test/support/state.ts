import type { Embedded } from '@daqidi/standalone';

/** Collections of what is kept for a decision: the decision itself, its texts and their keys, and what its petitioner is recognised by. */
const decided = ['events', 'vault', 'vault_keys', 'lookups'];

/** Everything that was ever decided or kept for a decision, by service: what bad input must not add to. */
export const decisions = async ({ platform }: Embedded): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const { name, store } of platform.services) {
    await store.idle();
    const { db } = store.archive.collection.model;
    for (const each of decided) counts[`${name}.${each}`] = await db.model(each).countDocuments({});
  }
  return counts;
};
