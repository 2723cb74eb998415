import { dayInShanghai } from '@daqidi/calendar';
import { isValidOn, type Post } from '@daqidi/identity';
import type { Proposal } from '../domain/posts.js';
import type { Tools } from '../tools.js';

/** Who stands in where a supervising body has nobody else, one after the other (domain, 3: somebody competent always remains). */
const standIns = ['SECRETARIAT', 'DISCIPLINE_INSPECTOR', 'CITY_OFFICE'];

/** Handlers and leaders of the body count as its people; whoever keeps the directory does not. */
const isOfBody =
  (unitId: string) =>
  (post: Post): boolean =>
    post.unitId === unitId && post.role !== 'ADMIN';

/** Persons who may consent to it at this moment (ms since the epoch): neither who proposed it nor whose post it is. */
export const competentFor = (
  { directory }: Pick<Tools, 'directory'>,
  proposal: Proposal | null,
  now: number,
): readonly string[] => {
  if (proposal === null) return [];
  const today = dayInShanghai(now);
  const others = directory
    .posts()
    .filter((post) => isValidOn(post, today) && post.personId !== proposal.by && post.personId !== proposal.post.personId);
  const circles = [isOfBody(proposal.post.unitId), ...standIns.map((role) => (post: Post) => post.role === role)];
  const [circle = []] = circles.map((isIn) => others.filter(isIn)).filter((posts) => posts.length > 0);
  return circle.map(({ personId }) => personId);
};
