import { dayInShanghai } from '@daqidi/calendar';
import type { DirectoryEvents, TextReference } from '@daqidi/schemas';
import type { Aggregates, CommandCall } from '@daqidi/store';
import { narrows } from '../domain/channels.js';
import { changed, lastsBeyond } from '../domain/directory-state.js';
import { bookId } from '../model.js';
import type { Tools } from '../tools.js';
import { bookDifferences, changedParts, type Difference, differences } from './compare-district.js';
import type { DistrictSeed } from './district-seed.js';
import { establishDirectory, stating } from './establish-directory.js';
import { fileCommand } from './file-command.js';
import { renamedOfficers, renameOfficer } from './load-officers.js';
import { BadDistrict, type Problem } from './problem.js';

type Given = Pick<Tools, 'model' | 'store' | 'clock'>;

/** How many records were begun or changed. */
export interface Loaded {
  readonly begun: boolean;
  readonly changes: number;
}

interface Differences {
  readonly regions: readonly Difference<DirectoryEvents['RegionStated']>[];
  readonly units: readonly Difference<DirectoryEvents['UnitStated']>[];
  readonly posts: readonly Difference<DirectoryEvents['PostStated']>[];
  readonly channels: readonly Difference<DirectoryEvents['ChannelStated']>[];
  readonly tags: readonly Difference<DirectoryEvents['TagStated']>[];
  readonly holidays: readonly Difference<DirectoryEvents['HolidayListStated']>[];
  readonly policies: readonly Difference<DirectoryEvents['PolicyStated']>[];
}

const compare = async ({ model, store: { archive } }: Given, seed: DistrictSeed): Promise<Differences> => {
  const [channels, tags, holidays, policies] = await Promise.all([
    model.channels.collection.byId(bookId.channels),
    model.tags.collection.byId(bookId.tags),
    model.holidays.collection.byId(bookId.holidays),
    model.policies.collection.byId(bookId.policies),
  ]);
  return {
    regions: await differences(archive, model.regions, seed.regions),
    units: await differences(archive, model.units, seed.units),
    posts: await differences(archive, model.posts, seed.posts),
    channels: await bookDifferences<'ChannelStated'>(seed.channels, {
      archive,
      stream: model.channels.streamOf(bookId.channels),
      book: channels?.state.stated ?? {},
      keyOf: ({ code }) => code,
    }),
    tags: await bookDifferences<'TagStated'>(seed.tags, {
      archive,
      stream: model.tags.streamOf(bookId.tags),
      book: tags?.state ?? {},
      keyOf: ({ code }) => code,
    }),
    holidays: await bookDifferences<'HolidayListStated'>(seed.holidays, {
      archive,
      stream: model.holidays.streamOf(bookId.holidays),
      book: holidays?.state ?? {},
      keyOf: ({ year }) => String(year),
      ownParts: ['number', 'reason'],
    }),
    policies: await bookDifferences<'PolicyStated'>(seed.policies, {
      archive,
      stream: model.policies.streamOf(bookId.policies),
      book: policies?.state ?? {},
      keyOf: ({ number }) => String(number),
    }),
  };
};

/** What a running district does not take from a file: the past, what decides whom a case bars, and posts that need a second person. */
const problemsOf = (found: Differences, seed: DistrictSeed, today: string): readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = (file: string, id: string, code: string, message: string): void =>
    void problems.push({ file, line: 0, code, message: `"${id}": ${message}` });
  const supervising = new Set(seed.units.filter(({ kind }) => kind === 'SUPERVISING_BODY').map(({ id }) => id));
  for (const [file, list] of [
    ['regions', found.regions],
    ['units', found.units],
  ] as const) {
    for (const each of list) {
      const fixed = changedParts<object>(each, ['name', 'code', 'validTo']);
      if (fixed.length > 0) tell(file, each.id, 'fixed', `${fixed.join(', ')} cannot change; state another one`);
      const { validTo } = each.after;
      if (each.before !== null && validTo !== each.before.validTo && validTo !== null && validTo < today)
        tell(file, each.id, 'past', 'it ends today at the earliest');
    }
  }
  for (const { id, before, after } of found.posts) {
    const fixed = changedParts({ id, before, after }, ['to']);
    if (fixed.length > 0) tell('posts', id, 'fixed', `${fixed.join(', ')} cannot change; end it and append another one`);
    else if (supervising.has(after.unitId))
      tell('posts', id, 'second-person', 'a post in a supervising body is proposed and consented to');
    else if (before === null ? after.from < today : !lastsBeyond(before.to, today) || (after.to !== null && after.to < today))
      tell('posts', id, 'past', 'posts begin and end from today on');
  }
  for (const { id, before, after } of found.channels)
    if (before !== null && narrows(before, after))
      tell('channels', id, 'second-person', 'closing or narrowing a channel is proposed and consented to');
  for (const each of found.tags) {
    const { id, before, after } = each;
    const fixed = changedParts<object>(each, ['nameZh', 'nameEn', 'validTo']);
    if (fixed.length > 0) tell('tags', id, 'fixed', `${fixed.join(', ')} cannot change; state another one`);
    else if (before !== null && before.validTo !== after.validTo && after.validTo !== null && after.validTo < today)
      tell('tags', id, 'past', 'it ends today at the earliest');
  }
  for (const { id, before } of found.holidays)
    if (before !== null && !before.provisional) tell('holidays', id, 'final', 'the list of this year is final');
  for (const { id, before, after } of found.policies) {
    if (before !== null) tell('policy', id, 'fixed', 'a version stays as it is; add another one');
    else if (after.effectiveFrom < today) tell('policy', id, 'past', 'a new version is in force from today or a later day on');
  }
  return problems;
};

/** States one record by a command of its own, new or not. */
const state = async <State, Event extends { readonly type: string; readonly v: number; readonly data: object }>(
  { store }: Given,
  records: Aggregates<State, null, Event>,
  { id, before, after }: Difference<object>,
  events: (reason: TextReference) => readonly Event[],
): Promise<void> => {
  const command = fileCommand(store, id, after);
  const call = command.call as CommandCall<never>;
  await (before === null
    ? records.create(id, call, () => events(command.reason()))
    : records.execute(id, call, () => events(command.reason())));
};

/** States what differs of a book by one command. */
const stateBook = async <State, Event extends { readonly type: string; readonly v: number; readonly data: object }>(
  { store }: Given,
  book: Aggregates<State, null, Event>,
  id: string,
  found: readonly Difference<object>[],
  events: (reason: TextReference) => readonly Event[],
): Promise<void> => {
  if (found.length === 0) return;
  const { call, reason } = fileCommand(store, id, found);
  await book.execute(id, call as CommandCall<never>, () => events(reason()));
};

const write = async (given: Given, found: Differences): Promise<void> => {
  const { model } = given;
  for (const each of found.regions)
    await state(given, model.regions, each, (reason) => [
      changed('REGION', each.id, reason),
      stating('RegionStated')(each.after),
    ]);
  for (const each of found.units)
    await state(given, model.units, each, (reason) => [changed('UNIT', each.id, reason), stating('UnitStated')(each.after)]);
  for (const each of found.posts)
    await state(given, model.posts, each, (reason) => [changed('POST', each.id, reason), stating('PostStated')(each.after)]);
  await stateBook(given, model.channels, bookId.channels, found.channels, (reason) =>
    found.channels.flatMap(({ id, after }) => [changed('CHANNEL', id, reason), stating('ChannelStated')(after)]),
  );
  await stateBook(given, model.tags, bookId.tags, found.tags, (reason) =>
    found.tags.flatMap(({ id, after }) => [changed('TAG', id, reason), stating('TagStated')(after)]),
  );
  await stateBook(given, model.holidays, bookId.holidays, found.holidays, (reason) =>
    found.holidays.flatMap(({ id, before, after }) => [
      changed('HOLIDAYS', id, reason),
      stating('HolidayListStated')({ ...after, number: (before?.number ?? 0) + 1, reason }),
    ]),
  );
  await stateBook(given, model.policies, bookId.policies, found.policies, (reason) =>
    found.policies.flatMap(({ id, after }) => [changed('POLICY', id, reason), stating('PolicyStated')(after)]),
  );
};

const anotherDistrict: Problem = {
  file: 'regions',
  line: 0,
  code: 'other-district',
  message: 'the data here belong to another district: use an empty folder or database',
};

/**
 * Writes a district's directory on an empty store, and brings one that is there up to date: what the files say anew is appended,
 * what they do not name stays, and what the office has changed since stays too. The same files again change nothing. Throws
 * `BadDistrict` before anything is written.
 */
export const loadDistrict = async (
  given: Given,
  seed: DistrictSeed,
  /** Called where something is about to be changed, with reasons to be sealed. */
  beforeChanges: () => void = () => undefined,
): Promise<Loaded> => {
  const { model, clock } = given;
  const top = seed.regions.find(({ level }) => level === 'DISTRICT');
  // The policy numbers are written last: where they are published, the first directory is there whole.
  const last = await model.policies.collection.byId(bookId.policies);
  if (last !== null && (await model.regions.collection.byId(top?.id ?? '')) === null) throw new BadDistrict([anotherDistrict]);
  if (last === null || last.outbox.length > 0) {
    await establishDirectory(model, seed);
    return { begun: true, changes: 0 };
  }
  const found = await compare(given, seed);
  const problems = problemsOf(found, seed, dayInShanghai(clock.now()));
  if (problems.length > 0) throw new BadDistrict(problems);
  await model.officers.insertMissing(seed.officers.map(({ id, name }) => ({ _id: id, name })));
  const renamed = await renamedOfficers(given, seed.officers);
  const changes = Object.values(found).reduce((sum, list) => sum + list.length, renamed.length);
  if (changes > 0) beforeChanges();
  await write(given, found);
  for (const officer of renamed) await renameOfficer(given, officer);
  return { begun: false, changes };
};
