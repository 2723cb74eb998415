import type { DirectoryEvents } from '@daqidi/schemas';
import type { Stated } from '../domain/directory-state.js';
import { bookId, type Model } from '../model.js';
import type { DistrictSeed } from './district-seed.js';

/** How many records are written in one call. */
const abreast = 200;

interface Beginnings<Event> {
  establish(records: readonly { readonly id: string; readonly events: readonly Event[] }[]): Promise<void>;
}

/** Makes events that state records of this kind. */
export const stating =
  <Type extends keyof DirectoryEvents>(type: Type) =>
  (data: DirectoryEvents[Type]): Stated<Type> =>
    ({ type, v: 1, data }) as Stated<Type>;

/** All parts at once: while the writer thread stores one, the next is made. */
const establish = async <Event, State extends { readonly id: string }>(
  records: Beginnings<Event>,
  states: readonly State[],
  state: (data: State) => Event,
): Promise<void> => {
  const parts = Array.from({ length: Math.ceil(states.length / abreast) }, (_, part) =>
    states.slice(part * abreast, (part + 1) * abreast),
  );
  await Promise.all(parts.map((part) => records.establish(part.map((data) => ({ id: data.id, events: [state(data)] })))));
};

const establishBook = <Event, State>(
  book: Beginnings<Event>,
  id: string,
  states: readonly State[],
  state: (data: State) => Event,
): Promise<void> => book.establish([{ id, events: states.map(state) }]);

/** Writes a district's first directory; what is there already stays as it is, so it may be interrupted and repeated. */
export const establishDirectory = async (model: Model, seed: DistrictSeed): Promise<void> => {
  // Also where a district has been established without them.
  await establishBook(model.holidays, bookId.holidays, seed.holidays, stating('HolidayListStated'));
  await establishBook(model.channels, bookId.channels, seed.channels, stating('ChannelStated'));
  await establishBook(model.tags, bookId.tags, seed.tags, stating('TagStated'));
  // Written last, so it says that everything before it is there; where it is not published itself, the end was not reached.
  const known = await model.policies.collection.byId(bookId.policies);
  if (known !== null && known.outbox.length === 0) return;
  await Promise.all([
    establish(model.regions, seed.regions, stating('RegionStated')),
    establish(model.units, seed.units, stating('UnitStated')),
    establish(model.posts, seed.posts, stating('PostStated')),
    model.officers.insertMissing(seed.officers.map(({ id, name }) => ({ _id: id, name }))),
  ]);
  await establishBook(model.policies, bookId.policies, seed.policies, stating('PolicyStated'));
};
