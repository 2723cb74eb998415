// Proves: the two-world test bites. Each saboteur drops the one filter from one kind of read of one service.
import { drawShare, invariant, useSeed } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { compareWorlds } from './support/two-worlds.js';

type Filter = Record<string, unknown>;

/** As if the reader held the letters office's key, and nobody were barred. */
const widened = ({ barred: _barred, ...rest }: Filter): Filter =>
  'seenBy' in rest && !('_id' in rest)
    ? { ...rest, seenBy: { $in: ['office:LETTERS', ...(rest.seenBy as { $in: string[] }).$in] } }
    : rest;

const modelOf = ({ embedded }: EmbeddedWorld, service: string, collection: string) => {
  const found = embedded.platform.services.find(({ name }) => name === service);
  const model = found?.store.archive.collection.model.db.models[collection];
  invariant(model !== undefined, `${service} has ${collection}`);
  return model;
};

/** The store reads from the collection itself, past the model. */
const replaceFilters = (world: EmbeddedWorld, service: string, name: string, change: (filter: Filter) => Filter): void => {
  const { collection } = modelOf(world, service, name);
  const find = collection.find.bind(collection) as (filter: Filter, options: unknown) => unknown;
  collection.find = ((filter: Filter, options: unknown) => find(change(filter), options)) as unknown as typeof collection.find;
};

const saboteurs: Readonly<Record<string, (world: EmbeddedWorld) => void>> = {
  'reads by id of the ledger forget who asks': (world) => {
    replaceFilters(world, 'assignment', 'entry', (filter) => ('_id' in filter ? { _id: filter._id } : filter));
  },
  'totals of the cases count what is hidden': (world) => {
    const model = modelOf(world, 'intake', 'cases');
    const count = model.countDocuments.bind(model);
    model.countDocuments = ((filter: Filter) => count(widened(filter))) as typeof count;
  },
  'orders are listed for those who are barred': (world) => {
    replaceFilters(world, 'supervision', 'order', widened);
  },
};

for (const [name, sabotage] of drawShare(Object.entries(saboteurs), useSeed().below)) {
  test(`it is noticed when ${name}`, async () => {
    const open = async (): Promise<EmbeddedWorld> => {
      const world = await openEmbeddedWorld();
      sabotage(world);
      return world;
    };
    await expect(compareWorlds(open)).rejects.toThrow(/learns of the appeal/);
  });
}
