import type { PolicyNumbers } from '@daqidi/schemas';
import type { DirectoryEvent } from '../domain/directory-state.js';
import type { HolidayEvent } from '../domain/holidays.js';
import { type DirectoryRecords, holidaysId, type Model } from '../model.js';
import type { DistrictSeed } from './district-seed.js';

/** How many records are written in one call. */
const abreast = 200;

type RecordEvent = Exclude<DirectoryEvent, HolidayEvent>;

const idOf = ({ data }: RecordEvent): string => ('number' in data ? `policy-${data.number}` : data.id);

/** All parts at once: while the writer thread stores one, the next is made. */
const establish = async (records: DirectoryRecords, events: readonly RecordEvent[]): Promise<void> => {
  const parts = Array.from({ length: Math.ceil(events.length / abreast) }, (_, part) =>
    events.slice(part * abreast, (part + 1) * abreast),
  );
  await Promise.all(parts.map((part) => records.establish(part.map((event) => ({ id: idOf(event), events: [event] })))));
};

/** Writes a district's first directory; what is there already stays as it is, so it may be interrupted and repeated. */
export const establishDirectory = async (model: Model, seed: DistrictSeed, policy: PolicyNumbers): Promise<void> => {
  const policyStated: RecordEvent = { type: 'PolicyStated', v: 1, data: policy };
  // Also where a district has been established without them.
  await model.holidays.establish([
    { id: holidaysId, events: seed.holidays.map((data) => ({ type: 'HolidayListStated', v: 1, data })) },
  ]);
  // Written last, so it says that everything before it is there; where it is not published itself, the end was not reached.
  const known = await model.policies.collection.byId(idOf(policyStated));
  if (known !== null && known.outbox.length === 0) return;
  const regions: readonly RecordEvent[] = seed.regions.map((data) => ({ type: 'RegionStated', v: 1, data }));
  const units: readonly RecordEvent[] = seed.units.map((data) => ({ type: 'UnitStated', v: 1, data }));
  const posts: readonly RecordEvent[] = seed.posts.map((data) => ({ type: 'PostStated', v: 1, data }));
  await Promise.all([
    establish(model.regions, regions),
    establish(model.units, units),
    establish(model.posts, posts),
    model.officers.insertMissing(seed.officers.map(({ id, name }) => ({ _id: id, name }))),
  ]);
  await establish(model.policies, [policyStated]);
};
