// Proves: the two-world test bites. Each saboteur drops the one filter from one kind of read of one service.
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  assert.ok(model !== undefined, `${service} has ${collection}`);
  return model;
};

const saboteurs: Readonly<Record<string, (world: EmbeddedWorld) => void>> = {
  'reads by id of the ledger forget who asks': (world) => {
    const model = modelOf(world, 'assignment', 'entry');
    const find = model.find.bind(model);
    model.find = ((filter: Filter) => find('_id' in filter ? { _id: filter._id } : filter)) as typeof model.find;
  },
  'totals of the cases count what is hidden': (world) => {
    const model = modelOf(world, 'intake', 'cases');
    const count = model.countDocuments.bind(model);
    model.countDocuments = ((filter: Filter) => count(widened(filter))) as typeof count;
  },
  'orders are listed for those who are barred': (world) => {
    const model = modelOf(world, 'supervision', 'order');
    const find = model.find.bind(model);
    model.find = ((filter: Filter) => find(widened(filter))) as typeof model.find;
  },
};

for (const [name, sabotage] of Object.entries(saboteurs)) {
  test(`it is noticed when ${name}`, async () => {
    const open = async (): Promise<EmbeddedWorld> => {
      const world = await openEmbeddedWorld();
      sabotage(world);
      return world;
    };
    await assert.rejects(compareWorlds(open), /learns of the appeal/);
  });
}
