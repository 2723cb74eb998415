import { dayInShanghai } from '@daqidi/calendar';
import { standingFor } from '@daqidi/directory';
import { badInput, derivedId } from '@daqidi/runtime';
import { type Command, checkOptionalText, commandsOn, creationsOf } from '@daqidi/service';
import type { ChannelBook, ChannelEvent } from '../domain/channels.js';
import type { BookState, Changed, Known, RecordState, Stated } from '../domain/directory-state.js';
import type { Change } from '../domain/ending.js';
import type { OfficerEvent, OfficerState } from '../domain/officers.js';
import type { PostEvent, PostRecord } from '../domain/posts.js';
import type { TagBook, TagEvent } from '../domain/tags.js';
import { bookId } from '../model.js';
import type { Tools } from '../tools.js';

/** The directory belongs to no place and to no case. */
export const nowhere = { regionPath: [], units: [], persons: [] };
const ofNoCase = { subject: () => nowhere, recused: () => [] };

/** The directory's own copy at a moment, ms since the epoch. */
export const knownAt = ({ directory }: Pick<Tools, 'directory'>, now: number): Known => ({
  ...directory,
  regionAfter: (id, day) => standingFor(directory.region, id, day),
  today: dayInShanghai(now),
  posts: () => directory.posts(),
});

type UnitEvent = Stated<'UnitStated'> | Changed;

/** A creation the first time, a command on the record from then on: whoever states it, and how often. */
export const firstOrAgain = <Input, Document>({
  first,
  again,
  isThere,
}: {
  readonly first: Command<Tools, Input, Document>;
  readonly again: Command<Tools, Input, Document>;
  isThere(tools: Tools, input: Input): Promise<boolean>;
}): Command<Tools, Input, Document> => ({
  rule: first.rule,
  run: async (tools, caller, input) => ((await isThere(tools, input)) ? again : first).run(tools, caller, input),
});

/** A name is public and goes into no vault, where texts are checked before anything is looked for: `check` throws where the input is wrong. */
export const checkedBefore = <Input, Document>(
  { rule, run }: Command<Tools, Input, Document>,
  check: (input: Input) => unknown,
): Command<Tools, Input, Document> => ({
  rule,
  run: async (tools, caller, input) => {
    check(input);
    return run(tools, caller, input);
  },
});

interface PlacedName {
  readonly regionId: string;
  readonly name: string;
  readonly validFrom: string;
}

/** Derived from what it is: copies lag, and the same unit twice within seconds is one. */
export const unitIdOf = ({ regionId, name, validFrom }: PlacedName): string =>
  derivedId('unit', regionId, name.trim(), validFrom);

export const unitCreation = creationsOf<Tools, RecordState<'UnitStated'>, null, UnitEvent, PlacedName>({
  aggregates: ({ model }) => model.units,
  kind: 'unit',
  id: unitIdOf,
});

export const sameUnitCommand = commandsOn<Tools, RecordState<'UnitStated'>, null, UnitEvent, PlacedName>({
  aggregates: ({ model }) => model.units,
  id: unitIdOf,
  ...ofNoCase,
});

export const unitCommand = commandsOn<Tools, RecordState<'UnitStated'>, null, UnitEvent, { readonly unitId: string }>({
  aggregates: ({ model }) => model.units,
  id: ({ unitId }) => unitId,
  ...ofNoCase,
});

type RegionEvent = Stated<'RegionStated'> | Changed;

interface PlacedRegion {
  readonly parentRegionId: string;
  readonly name: string;
  readonly validFrom: string;
}

/** As with units. */
export const regionIdOf = ({ parentRegionId, name, validFrom }: PlacedRegion): string =>
  derivedId('region', parentRegionId, name.trim(), validFrom);

export const regionCreation = creationsOf<Tools, RecordState<'RegionStated'>, null, RegionEvent, PlacedRegion>({
  aggregates: ({ model }) => model.regions,
  kind: 'region',
  id: regionIdOf,
});

export const sameRegionCommand = commandsOn<Tools, RecordState<'RegionStated'>, null, RegionEvent, PlacedRegion>({
  aggregates: ({ model }) => model.regions,
  id: regionIdOf,
  ...ofNoCase,
});

export const regionCommand = commandsOn<Tools, RecordState<'RegionStated'>, null, RegionEvent, { readonly regionId: string }>({
  aggregates: ({ model }) => model.regions,
  id: ({ regionId }) => regionId,
  ...ofNoCase,
});

/** The national code of a township (9 digits) or village (12), where it has one. BAD_USER_INPUT. */
export const checkRegionCode = (code: string | null): string | null => {
  if (code === null || /^\d{9}(\d{3})?$/.test(code)) return code;
  throw badInput('code', 'A code of divisions has 9 or 12 digits.', '区划代码应为 9 位或 12 位数字。');
};

interface StatedChange {
  readonly name?: string | null;
  readonly validTo?: string | null;
  readonly successorIds?: readonly string[] | null;
}

/** At most so many take over from one. */
const mostSuccessors = 20;

/** What is to change of a unit or region. BAD_USER_INPUT for a name that is none, and for too many successors. */
export const changeIn = ({ name, validTo, successorIds }: StatedChange): Change => {
  if ((successorIds ?? []).length > mostSuccessors)
    throw badInput('successorIds', `At most ${mostSuccessors} take over.`, `承接者最多 ${mostSuccessors} 个。`);
  return { name: checkOptionalText('name', name, 60), validTo: validTo ?? null, successorIds: successorIds ?? [] };
};

interface HeldFrom {
  readonly officerId: string;
  readonly role: string;
  readonly office?: string | null | undefined;
  readonly unitId: string;
  readonly regionId: string;
  readonly validFrom: string;
}

/** As with units. */
export const postIdOf = ({ officerId, role, office, unitId, regionId, validFrom }: HeldFrom): string =>
  derivedId('post', officerId, role, office ?? '', unitId, regionId, validFrom);

export const postCreation = creationsOf<Tools, PostRecord, null, PostEvent, HeldFrom>({
  aggregates: ({ model }) => model.posts,
  kind: 'post',
  id: postIdOf,
});

/** For a post that was proposed before, and refused. */
export const samePostCommand = commandsOn<Tools, PostRecord, null, PostEvent, HeldFrom>({
  aggregates: ({ model }) => model.posts,
  id: postIdOf,
  ...ofNoCase,
});

export const postCommand = commandsOn<Tools, PostRecord, null, PostEvent, { readonly postId: string }>({
  aggregates: ({ model }) => model.posts,
  id: ({ postId }) => postId,
  ...ofNoCase,
});

interface NamesOfficer {
  readonly officerId: string;
}

export const officerCreation = creationsOf<Tools, OfficerState, null, OfficerEvent, NamesOfficer>({
  aggregates: ({ model }) => model.namedOfficers,
  kind: 'officer',
  id: ({ officerId }) => officerId,
});

export const officerCommand = commandsOn<Tools, OfficerState, null, OfficerEvent, NamesOfficer>({
  aggregates: ({ model }) => model.namedOfficers,
  id: ({ officerId }) => officerId,
  ...ofNoCase,
});

export const channelCommand = commandsOn<Tools, ChannelBook, null, ChannelEvent, object>({
  aggregates: ({ model }) => model.channels,
  id: () => bookId.channels,
  ...ofNoCase,
});

export const policyCommand = commandsOn<Tools, BookState<'PolicyStated'>, null, Stated<'PolicyStated'> | Changed, object>({
  aggregates: ({ model }) => model.policies,
  id: () => bookId.policies,
  ...ofNoCase,
});

export const holidayCommand = commandsOn<
  Tools,
  BookState<'HolidayListStated'>,
  null,
  Stated<'HolidayListStated'> | Changed,
  object
>({
  aggregates: ({ model }) => model.holidays,
  id: () => bookId.holidays,
  ...ofNoCase,
});

export const tagCommand = commandsOn<Tools, TagBook, null, TagEvent, object>({
  aggregates: ({ model }) => model.tags,
  id: () => bookId.tags,
  ...ofNoCase,
});

/** Whether it has the form of a code of a list that the office keeps. */
export const isCode = (code: string): boolean => /^[A-Z][A-Z0-9_]{1,39}$/.test(code);

/** Of a channel or a tag. BAD_USER_INPUT. */
export const checkCode = (code: string): string => {
  if (isCode(code)) return code;
  throw badInput(
    'code',
    'A code has 2 to 40 capital letters, digits and underscores, a letter first.',
    '代码应为 2 至 40 位大写字母、数字或下划线,以字母开头。',
  );
};
