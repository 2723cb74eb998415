import { isDeepStrictEqual } from 'node:util';
import type { DirectoryEvents } from '@daqidi/schemas';
import type { Archive } from '@daqidi/store';
import { operator, requestOf } from './file-command.js';

/** A record that a file states otherwise than the directory holds it. */
export interface Difference<State> {
  readonly id: string;
  /** Null where the directory does not have it. */
  readonly before: State | null;
  readonly after: State;
}

interface Documents<State> {
  readonly collection: {
    byIds(
      ids: readonly string[],
    ): Promise<readonly { readonly _id: string; readonly state: { readonly stated: State | null } }[]>;
  };
  streamOf(id: string): string;
}

const abreast = 200;

/** Whether the file says what it said before, and somebody has changed it since: the later word stays. */
const wasSaid = async (archive: Archive, stream: string, after: object): Promise<boolean> => {
  if ((await archive.byRequest(stream, operator, requestOf(after))) !== null) return true;
  const stated = (await archive.ofStream(stream)).find(({ type }) => type.endsWith('Stated'));
  return stated !== undefined && isDeepStrictEqual(stated.data, after);
};

/** What is new in the file, and what it says otherwise than ever before. */
export const differences = async <State extends { readonly id: string }>(
  archive: Archive,
  { collection, streamOf }: Documents<State>,
  states: readonly State[],
): Promise<readonly Difference<State>[]> => {
  const found: Difference<State>[] = [];
  for (let at = 0; at < states.length; at += abreast) {
    const part = states.slice(at, at + abreast);
    const held = new Map((await collection.byIds(part.map(({ id }) => id))).map(({ _id, state }) => [_id, state.stated]));
    for (const after of part) {
      const before = held.get(after.id) ?? null;
      if (isDeepStrictEqual(before, after)) continue;
      if (before === null || !(await wasSaid(archive, streamOf(after.id), after))) found.push({ id: after.id, before, after });
    }
  }
  return found;
};

interface Told<Type extends keyof DirectoryEvents> {
  readonly archive: Archive;
  readonly stream: string;
  /** As it was stated last, by what tells its records apart. */
  readonly book: Readonly<Record<string, DirectoryEvents[Type]>>;
  readonly keyOf: (state: DirectoryEvents[Type]) => string;
  /** Parts that only the book gives. */
  readonly ownParts?: readonly string[];
}

/** The same of a book: what it has said before, and somebody has changed since, stays as it is now. */
export const bookDifferences = async <Type extends keyof DirectoryEvents>(
  states: readonly DirectoryEvents[Type][],
  { archive, stream, book, keyOf, ownParts = [] }: Told<Type>,
): Promise<readonly Difference<DirectoryEvents[Type]>[]> => {
  const told = (state: object): object => Object.fromEntries(Object.entries(state).filter(([name]) => !ownParts.includes(name)));
  const isSaid = (said: readonly object[], after: object): boolean =>
    said.some((state) => isDeepStrictEqual(told(state), told(after)));
  if (states.every((after) => isSaid([book[keyOf(after)] ?? {}], after))) return [];
  const everSaid = (await archive.ofStream(stream))
    .filter(({ type }) => type.endsWith('Stated'))
    .map(({ data }) => data as object);
  return states
    .filter((after) => !isSaid(everSaid, after))
    .map((after) => ({ id: keyOf(after), before: book[keyOf(after)] ?? null, after }));
};

/** Parts of a record that a file may not change. */
export const changedParts = <State extends object>(
  { before, after }: Difference<State>,
  free: readonly string[],
): readonly string[] =>
  before === null
    ? []
    : Object.keys(after).filter(
        (name) => !free.includes(name) && !isDeepStrictEqual(before[name as keyof State], after[name as keyof State]),
      );
