import type { AssignmentEvents, DirectoryEvents, DirectoryKind, NewEventOf, Refused, TextReference } from '@daqidi/schemas';

/** Regions, units, posts, channels and policy numbers: each event is the full state. */
export type Stated<Type extends keyof DirectoryEvents = keyof DirectoryEvents> = {
  readonly [Each in Type]: { readonly type: Each; readonly v: 1; readonly data: DirectoryEvents[Each] };
}[Type];

/** What assignment says about the directory, which is no case. */
export type OfficeEvent = Extract<
  NewEventOf<'assignment'>,
  { readonly type: 'DirectoryChanged' | 'OfficerNamed' | 'PostProposed' | 'PostDecided' | 'ChannelProposed' | 'ChannelDecided' }
>;

/** Says beside what was stated that the office did it, and why. */
export interface Changed {
  readonly type: 'DirectoryChanged';
  readonly v: 1;
  readonly data: AssignmentEvents['DirectoryChanged'];
}

export const changed = (kind: DirectoryKind, about: string, reason: TextReference): Changed => ({
  type: 'DirectoryChanged',
  v: 1,
  data: { kind, about, reason },
});

/** One record a document. */
export interface RecordState<Type extends keyof DirectoryEvents> {
  readonly stated: DirectoryEvents[Type] | null;
}

export const evolveRecord = <Type extends keyof DirectoryEvents>(
  state: RecordState<Type>,
  event: Stated<Type> | Changed,
): RecordState<Type> =>
  event.type === 'DirectoryChanged' ? state : { stated: (event as { readonly data: DirectoryEvents[Type] }).data };

/** All records of a kind of which there are few, as they were stated last, by what tells them apart. */
export type BookState<Type extends keyof DirectoryEvents> = Readonly<Record<string, DirectoryEvents[Type]>>;

export const evolveBook =
  <Type extends keyof DirectoryEvents>(keyOf: (data: DirectoryEvents[Type]) => string) =>
  (state: BookState<Type>, event: Stated<Type> | Changed): BookState<Type> => {
    if (event.type === 'DirectoryChanged') return state;
    const { data } = event as { readonly data: DirectoryEvents[Type] };
    return { ...state, [keyOf(data)]: data };
  };

/** What a change of the directory has to fit: its own copy, as it stands on this day, `YYYY-MM-DD` in Asia/Shanghai. */
export interface Known {
  readonly today: string;
  region(id: string): DirectoryEvents['RegionStated'] | undefined;
  /** Who stands for it on a day, where it has ended. */
  regionAfter(id: string, day: string): string;
  regions(): readonly DirectoryEvents['RegionStated'][];
  unit(id: string): DirectoryEvents['UnitStated'] | undefined;
  units(): readonly DirectoryEvents['UnitStated'][];
  posts(): readonly DirectoryEvents['PostStated'][];
}

/** Later days would be a mistake in typing, or a way to hide something where nobody looks. */
const yearsAhead = 2;

/** Whether this day lies further ahead than the directory is kept. */
export const isBeyond = (day: string, today: string): boolean =>
  day > `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;

/** Whether it goes on after that day. */
export const lastsBeyond = (to: string | null, day: string): boolean => to === null || to > day;

/** Whose command it is, on which day (Asia/Shanghai), and why. */
export interface Stating {
  readonly today: string;
  readonly person: string;
  readonly reason: TextReference;
}

/** What holds from a day on, to another one where it ends: it begins and ends from today on; `holds` is whether it does so already. */
export const datesProblem = (
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null },
  holds: boolean,
  today: string,
): Refused | null => {
  if (!holds && validFrom < today) return { refused: 'directory.past', field: 'validFrom' };
  if (isBeyond(validFrom, today)) return { refused: 'directory.horizon', field: 'validFrom' };
  if (validTo !== null && validTo < today) return { refused: 'directory.past', field: 'validTo' };
  return validTo !== null && validTo < validFrom ? { refused: 'directory.dates', field: 'validTo' } : null;
};
