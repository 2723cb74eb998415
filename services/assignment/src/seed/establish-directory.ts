import type { PolicyNumbers } from '@daqidi/schemas';
import type { DirectoryEvent } from '../domain/directory-state.js';
import type { DirectoryRecords, Model } from '../model.js';
import type { DistrictSeed } from './district-seed.js';

/** How many records are written in one call. */
const abreast = 200;

const idOf = ({ data }: DirectoryEvent): string => ('number' in data ? `policy-${data.number}` : data.id);

const establish = async (records: DirectoryRecords, events: readonly DirectoryEvent[]): Promise<void> => {
  for (let start = 0; start < events.length; start += abreast) {
    await records.establish(events.slice(start, start + abreast).map((event) => ({ id: idOf(event), events: [event] })));
  }
};

/** Writes a district's first directory; what is there already stays as it is, so it may be interrupted and repeated. */
export const establishDirectory = async (model: Model, seed: DistrictSeed, policy: PolicyNumbers): Promise<void> => {
  const policyStated: DirectoryEvent = { type: 'PolicyStated', v: 1, data: policy };
  // Written last, so it says that everything before it is there.
  if ((await model.policies.collection.byId(idOf(policyStated))) !== null) return;
  await establish(
    model.regions,
    seed.regions.map((data) => ({ type: 'RegionStated', v: 1, data })),
  );
  await establish(
    model.units,
    seed.units.map((data) => ({ type: 'UnitStated', v: 1, data })),
  );
  await establish(
    model.posts,
    seed.posts.map((data) => ({ type: 'PostStated', v: 1, data })),
  );
  await model.officers.insertMissing(seed.officers.map(({ id, name }) => ({ _id: id, name })));
  await establish(model.policies, [policyStated]);
};
