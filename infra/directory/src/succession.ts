import type { Day } from '@daqidi/calendar';

/** What ends, and who takes over from the day after: the first of several takes what is not divided. */
export interface Ending {
  readonly id: string;
  readonly validTo: string | null;
  readonly successorIds?: readonly string[] | undefined;
}

type Find = (id: string) => Ending | undefined;

const hasEnded = ({ validTo }: Ending, day: Day): boolean => validTo !== null && validTo < day;

/** Who stands for it on this day: itself while it is there, then who took over, then who took over from that one. */
export const standingFor = (find: Find, id: string, day: Day): string => {
  const passed = new Set<string>();
  for (let at = id; ; ) {
    const item = find(at);
    const [next] = item !== undefined && hasEnded(item, day) ? (item.successorIds ?? []) : [];
    // Copies lag: while one of two is stated they may name each other.
    if (next === undefined || passed.has(next)) return at;
    passed.add(next);
    at = next;
  }
};

/** By successor: those that end in it. */
export const endingsIn = (items: readonly Ending[]): ReadonlyMap<string, readonly Ending[]> => {
  const endings = new Map<string, Ending[]>();
  for (const item of items)
    for (const successor of item.successorIds ?? []) {
      const known = endings.get(successor);
      if (known === undefined) endings.set(successor, [item]);
      else known.push(item);
    }
  return endings;
};

/** All whose tasks it has taken over by this day, itself first. */
export const takenOverBy = (endings: ReadonlyMap<string, readonly Ending[]>, id: string, day: Day): readonly string[] => {
  const before = new Set([id]);
  for (const each of before) for (const ended of endings.get(each) ?? []) if (hasEnded(ended, day)) before.add(ended.id);
  return [...before];
};

/** All that have taken over from it by this day, one after the other, itself first. */
export const successorsOf = (find: Find, id: string, day: Day): readonly string[] => {
  const after = new Set([id]);
  for (const each of after) {
    const item = find(each);
    if (item !== undefined && hasEnded(item, day)) for (const next of item.successorIds ?? []) after.add(next);
  }
  return [...after];
};
