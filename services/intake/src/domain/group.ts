import type { IntakeAppealSubmittedV1, Refused } from '@daqidi/schemas';

export type Group = NonNullable<IntakeAppealSubmittedV1['petitioner']['group']>;

/** Representatives beside the first, and members at all (domain, 1). */
const mostOthers = 4;
const mostMembers = 100;

/** What was said of a group: the petitioner, who is its first representative, and these. */
export interface GroupSaid<Person> {
  readonly representatives: readonly Person[];
  readonly members: readonly Person[];
}

/** All but the first, representatives before the others: the place in this order, from 1 on, is a member's number. */
export const othersIn = <Person>({ representatives, members }: GroupSaid<Person>): readonly Person[] => [
  ...representatives,
  ...members,
];

/** One person is no group, and nobody speaks for people whom he does not name. */
export const groupProblem = (
  said: GroupSaid<{ readonly name: string | null }>,
  { named, consultation }: { readonly named: boolean; readonly consultation: boolean },
): Refused | null => {
  const others = othersIn(said);
  if (!named || consultation) return { refused: 'group.kind', field: 'group' };
  const fits = others.length > 0 && others.length < mostMembers && said.representatives.length <= mostOthers;
  return fits && others.every(({ name }) => name !== null) ? null : { refused: 'group.size', field: 'group' };
};
