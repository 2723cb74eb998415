import { invariant } from './invariant.js';

const told = Number(process.env['SHARE'] ?? 1);
invariant(told >= 0 && told <= 1, `SHARE is how much of a proof is played, from 0 to 1, not ${process.env['SHARE']}`);

/** How much of a long proof is played: the part of it that SHARE names (from 0, which is one, to 1), all of it unless told. */
export const shareOf = (count: number): number => Math.max(1, Math.ceil(count * told));

/** As many of the items as that, in their order. @param below draws a whole number in [0, bound) */
export const drawShare = <Item>(items: readonly Item[], below: (bound: number) => number): readonly Item[] => {
  const rest = items.map((_, at) => at);
  const places = Array.from({ length: shareOf(items.length) }, () => rest.splice(below(rest.length), 1)[0] as number);
  return places.toSorted((a, b) => a - b).map((at) => items[at] as Item);
};
