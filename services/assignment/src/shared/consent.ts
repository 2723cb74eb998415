import { dayInShanghai } from '@daqidi/calendar';
import { isValidOn, type Post } from '@daqidi/identity';
import type { ChannelProposal } from '../domain/channels.js';
import type { Proposal } from '../domain/posts.js';
import type { Tools } from '../tools.js';

type Directory = Pick<Tools, 'directory'>;
type Circle = (post: Post) => boolean;

const inRole =
  (role: string): Circle =>
  (post) =>
    post.role === role;

/** Who stands in where a body has nobody else, one after the other (domain, 3: somebody competent always remains). */
const standIns = ['SECRETARIAT', 'DISCIPLINE_INSPECTOR', 'CITY_OFFICE'].map(inRole);

/** Handlers and leaders of the body count as its people; whoever keeps the directory does not. */
const isOfBody =
  (unitId: string): Circle =>
  (post) =>
    post.unitId === unitId && post.role !== 'ADMIN';

/** The first circle in which anybody is left besides those concerned. `now` in ms since the epoch. */
const firstOf = (
  { directory }: Directory,
  circles: readonly Circle[],
  concerned: readonly string[],
  now: number,
): readonly string[] => {
  const today = dayInShanghai(now);
  const others = directory.posts().filter((post) => isValidOn(post, today) && !concerned.includes(post.personId));
  const [circle = []] = circles.map((isIn) => others.filter(isIn)).filter((posts) => posts.length > 0);
  return circle.map(({ personId }) => personId);
};

/**
 * Persons who may consent to a post, or its end, at this moment (ms since the epoch): neither who proposed it nor whose post it is. What
 * changes the past is the auditor's.
 */
export const competentFor = (tools: Directory, proposal: Proposal | null, now: number): readonly string[] => {
  if (proposal === null) return [];
  const { past, post, by } = proposal;
  return firstOf(tools, [past ? inRole('AUDITOR') : isOfBody(post.unitId), ...standIns], [by, post.personId], now);
};

/** The same of a channel: the letters office looks after the ways that lead to it. */
export const competentForChannel = (tools: Directory, proposal: ChannelProposal | undefined, now: number): readonly string[] =>
  proposal === undefined ? [] : firstOf(tools, [inRole('LETTERS_OFFICER'), ...standIns], [proposal.by], now);
