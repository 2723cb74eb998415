import type { PolicyNumbers } from '@daqidi/schemas';
import type { DirectoryEvent } from '../domain/directory-state.js';
import type { DirectoryRecords, Model } from '../model.js';
import type { DistrictSeed } from './district-seed.js';

/** How many records are written side by side: enough to share commits. */
const abreast = 200;

const inBatches = async <Item>(items: readonly Item[], each: (item: Item) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < items.length; start += abreast) await Promise.all(items.slice(start, start + abreast).map(each));
};

/** Writes a district's first directory; what is there already stays as it is, so it may be interrupted and repeated. */
export const establishDirectory = async (model: Model, seed: DistrictSeed, policy: PolicyNumbers): Promise<void> => {
  const state = (records: DirectoryRecords, id: string, event: DirectoryEvent) => records.establish(id, [event]);
  const policyId = `policy-${policy.number}`;
  // Written last, so it says that everything before it is there.
  if ((await model.policies.collection.byId(policyId)) !== null) return;
  await inBatches(seed.regions, (data) => state(model.regions, data.id, { type: 'RegionStated', v: 1, data }));
  await inBatches(seed.units, (data) => state(model.units, data.id, { type: 'UnitStated', v: 1, data }));
  await inBatches(seed.posts, (data) => state(model.posts, data.id, { type: 'PostStated', v: 1, data }));
  await inBatches(seed.officers, ({ id, name }) => model.officers.insert({ _id: id, name }));
  await state(model.policies, policyId, { type: 'PolicyStated', v: 1, data: policy });
};
