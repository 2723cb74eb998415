import type { Embedded } from '@daqidi/standalone';

/** Everything that was ever decided, by service: what bad input must not add to. */
export const decisions = async ({ platform }: Embedded): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const { name, store } of platform.services) {
    await store.idle();
    counts[name] = await store.archive.collection.model.countDocuments({});
  }
  return counts;
};
