import type { Directory } from '@daqidi/directory';
import { isValidOn, type Post } from '@daqidi/identity';
import type { PostRole } from '../generated/schema.js';

export interface VacancyView {
  readonly id: string;
  readonly unitId: string;
  readonly role: PostRole;
  readonly heldUntil: string;
  readonly next: Post | null;
}

const byRole = (posts: readonly Post[]): ReadonlyMap<string, readonly Post[]> => {
  const found = new Map<string, Post[]>();
  for (const post of posts) {
    const key = `${post.unitId} ${post.role}`;
    const others = found.get(key);
    if (others === undefined) found.set(key, [post]);
    else others.push(post);
  }
  return found;
};

/** Roles of units that stand on this day which somebody has had, and nobody has on it. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export const vacanciesOf = (directory: Pick<Directory, 'posts' | 'unit'>, day: string): readonly VacancyView[] =>
  [...byRole(directory.posts())].flatMap(([id, posts]) => {
    const [any] = posts;
    const ended = posts.flatMap(({ to }) => (to !== null && to < day ? [to] : [])).sort();
    const heldUntil = ended.at(-1);
    if (any === undefined || heldUntil === undefined || posts.some((post) => isValidOn(post, day))) return [];
    const unit = directory.unit(any.unitId);
    if (unit === undefined || (unit.validTo !== null && unit.validTo < day)) return [];
    const [next = null] = posts.filter(({ from }) => from > day).toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return [{ id, unitId: any.unitId, role: any.role as PostRole, heldUntil, next }];
  });
