import { existsOn } from '@daqidi/kernel';
import type { Refused } from '@daqidi/schemas';

/** What a unit or region is to be from now on. Null: stays as it is. */
export interface Change {
  readonly name: string | null;
  /** The last day, `YYYY-MM-DD`. */
  readonly validTo: string | null;
  /** Who takes over from the day after; none where its tasks end with it. */
  readonly successorIds: readonly string[];
}

interface Dated {
  readonly id: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly successorIds?: readonly string[];
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const isNothing = <Item extends Dated>(before: Item, after: Item): boolean =>
  after.name === before.name &&
  after.validTo === before.validTo &&
  (after.successorIds ?? []).join() === (before.successorIds ?? []).join();

/** The record with the change in it. A last day that is stated anew without successors has none. */
export const changedBy = <Item extends Dated>(before: Item, { name, validTo, successorIds }: Change): Item => {
  if (validTo === null) return { ...before, name: name ?? before.name };
  const { successorIds: _, ...rest } = before;
  const after = { ...rest, name: name ?? before.name, validTo } as Item;
  return successorIds.length === 0 ? after : { ...after, successorIds: [...successorIds] };
};

interface Judging<Item> {
  readonly before: Item;
  readonly after: Item;
  readonly change: Change;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
  find(id: string): Item | undefined;
  /** Whether this one may take over from what ends. */
  fits(successor: Item): boolean;
  /** Whether it is needed after its last day. */
  readonly isInUse: (lastDay: string) => boolean;
  /** What names the successors in the input. */
  readonly field: 'successorIds' | 'successorRegionIds';
}

/** Why it cannot be changed so: nothing ends in the past, and what is in use after its end needs somebody who takes over. */
export const notChanging = <Item extends Dated>({
  before,
  after,
  change: { validTo, successorIds },
  today,
  find,
  fits,
  isInUse,
  field,
}: Judging<Item>): Refused | null => {
  if (validTo === null && successorIds.length > 0) return { refused: 'directory.successor', field };
  if (before.validTo !== null && before.validTo < today) return { refused: 'directory.past' };
  if (isNothing(before, after)) return { refused: 'directory.nothing' };
  if (validTo === null) return null;
  if (validTo < today) return { refused: 'directory.past' };
  if (validTo < before.validFrom) return { refused: 'directory.dates' };
  const isThere = (id: string): boolean => {
    const successor = find(id);
    return id !== before.id && successor !== undefined && existsOn(successor, dayAfter(validTo)) && fits(successor);
  };
  if (new Set(successorIds).size < successorIds.length || !successorIds.every(isThere))
    return { refused: 'directory.successor', field };
  return successorIds.length === 0 && isInUse(validTo) ? { refused: 'directory.in-use' } : null;
};

/** Of the same level or a level above; `order` from the lowest up. */
export const reachesUp = <Level extends string>(
  order: readonly Level[],
  before: { readonly level: Level },
  successor: { readonly level: Level },
): boolean => order.indexOf(successor.level) >= order.indexOf(before.level);
