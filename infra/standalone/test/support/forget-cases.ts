import type { Embedded } from '@daqidi/standalone';

/** What outlives a case: the directory, which each process has read at its start. */
const lasting = new Set(['region', 'unit', 'post', 'policy', 'officers']);

/** Leaves a platform that has settled with its directory and no case. Its bus still has what was said. */
export const forgetCases = async ({ platform }: Embedded): Promise<void> => {
  for (const { store } of platform.services) {
    const { models } = store.archive.collection.model.db;
    for (const [name, model] of Object.entries(models)) {
      if (lasting.has(name)) continue;
      const documents = await model.find({}).lean();
      await Promise.all(documents.map(({ _id }) => model.deleteOne({ _id })));
    }
  }
};
