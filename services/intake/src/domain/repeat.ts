import type { IntakeEvents } from '@daqidi/schemas';
import type { AppealState, Decision } from './appeal.js';
import { gramsOf } from './grams.js';

/** That an appeal brings again what its petitioner has brought before. */
export interface Repeat extends Omit<IntakeEvents['RepeatLinked'], 'appealId'> {
  readonly at: string;
}

/** What was found about a pair of appeals, from the later one. */
export interface Pair {
  readonly appealId: string;
  readonly earlierId: string;
  readonly linkId: string;
}

/** More than one petitioner has of one matter: more are not told apart from a mistake. */
const mostDenied = 20;

/**
 * A person says whether it is the same matter (domain, 2.1). An appeal repeats one other at most, so that it counts once.
 * `isCandidate`: whether the other is an earlier one of the same petitioner, as open or as secret as this.
 */
export const decideRepeat = (
  { repeatOf, notRepeats }: AppealState,
  pair: Pair,
  { isRepeat, isCandidate }: { readonly isRepeat: boolean; readonly isCandidate: boolean },
): Decision => {
  const { appealId, linkId, earlierId } = pair;
  if (!isCandidate) return { refused: 'repeat.none' };
  if (repeatOf !== null) return { refused: 'repeat.linked' };
  if (isRepeat) return [{ type: 'RepeatLinked', v: 1, data: { appealId, linkId, earlierId, basis: 'CONFIRMED' } }];
  if (notRepeats.includes(earlierId) || notRepeats.length >= mostDenied) return { refused: 'repeat.denied' };
  return [{ type: 'RepeatDenied', v: 1, data: { appealId, linkId, earlierId } }];
};

type Known = Pick<AppealState, 'submitted'>;

/** Of two appeals the one that came later; the id decides between two of the same moment, so that both sides say the same. */
export const isLater = ({ submitted: one }: Known, { submitted: other }: Known): boolean =>
  one !== null &&
  other !== null &&
  (one.receivedAt === other.receivedAt ? one.appealId > other.appealId : one.receivedAt > other.receivedAt);

/** Whether one place is the other, or lies within it. */
export const isNear = (one: readonly string[], other: readonly string[]): boolean => {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter.length > 1 && shorter.every((id, index) => longer[index] === id);
};

/** How much two texts have in common of what they are found by: 0 nothing, 1 all (Dice). */
export const likeness = (one: string, other: string): number => {
  const [left, right] = [gramsOf(one), new Set(gramsOf(other))];
  const shared = left.filter((gram) => right.has(gram)).length;
  return left.length + right.size === 0 ? 0 : (2 * shared) / (left.length + right.size);
};

/** From here on two texts are proposed as one matter: two tellings of it share a third, two matters of one street a tenth. */
export const likeEnough = 0.25;
