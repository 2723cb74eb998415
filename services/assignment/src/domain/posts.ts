import { existsOn } from '@daqidi/kernel';
import type { AssignmentEvents, DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type Changed, changed, isBeyond, type Known, type Stated } from './directory-state.js';
import { sitsIn } from './roles.js';

export type StatedPost = DirectoryEvents['PostStated'];

export interface Proposal {
  readonly act: 'APPEND' | 'END';
  readonly post: StatedPost;
  /** Whether it changes days that have passed. */
  readonly past: boolean;
  readonly by: string;
  readonly at: string;
  readonly reason: TextReference;
}

export interface PostRecord {
  readonly stated: StatedPost | null;
  readonly proposal: Proposal | null;
  /** Those who look after the supervising bodies follow it from then on. */
  readonly everProposed: boolean;
}

export const noPost: PostRecord = { stated: null, proposal: null, everProposed: false };

export type PostEvent =
  | Stated<'PostStated'>
  | Changed
  | {
      readonly [Type in 'PostProposed' | 'PostDecided']: {
        readonly type: Type;
        readonly v: 1;
        readonly data: AssignmentEvents[Type];
      };
    }['PostProposed' | 'PostDecided'];

type Decision = readonly PostEvent[] | Refused;

export const evolvePost = (state: PostRecord, event: PostEvent & { readonly time: string }): PostRecord => {
  switch (event.type) {
    case 'PostStated':
      return { ...state, stated: event.data };
    case 'PostProposed': {
      const { act, post, past, proposedBy, reason } = event.data;
      return { ...state, proposal: { act, post, past, by: proposedBy, at: event.time, reason }, everProposed: true };
    }
    case 'PostDecided':
      return { ...state, proposal: null };
    default:
      return state;
  }
};

/** Who asks for it and why. */
export interface Asking {
  readonly person: string;
  readonly reason: TextReference;
}

/**
 * At once; in a supervising body only once a second person of it has consented: nobody buys silence with a post. Days that have passed
 * change with the auditor's consent, in a supervising body never (domain, 3).
 */
const ask = (act: Proposal['act'], post: StatedPost, day: string, known: Known, { person, reason }: Asking): Decision => {
  const past = day < known.today;
  const oversees = known.unit(post.unitId)?.kind === 'SUPERVISING_BODY';
  if (past && oversees) return { refused: 'post.past' };
  return past || oversees
    ? [{ type: 'PostProposed', v: 1, data: { act, post, past, proposedBy: person, reason } }]
    : [changed('POST', post.id, reason), { type: 'PostStated', v: 1, data: post }];
};

const overlaps = (post: StatedPost, other: StatedPost): boolean =>
  (other.to === null || other.to >= post.from) && (post.to === null || post.to >= other.from);

const isHeld = (post: StatedPost, { posts }: Known): boolean =>
  posts().some(
    (other) =>
      other.id !== post.id &&
      (['personId', 'role', 'office', 'unitId', 'regionId'] as const).every((part) => other[part] === post[part]) &&
      overlaps(post, other),
  );

/** What is known of whoever is to hold it, and of the very same post: same person, role, place and first day. */
export interface Appending extends Asking {
  readonly isKnown: boolean;
  readonly same: PostRecord;
}

/** A post from a day on, today at the earliest where the auditor is not asked. */
export const appendPost = (post: StatedPost, known: Known, asking: Appending): Decision => {
  const { from, to, role, office, unitId, regionId } = post;
  if (asking.same.stated !== null) return { refused: 'post.held' };
  if (asking.same.proposal !== null) return { refused: 'post.waiting' };
  if (!asking.isKnown) return { refused: 'post.officer', field: 'officerId' };
  if (isBeyond(from, known.today)) return { refused: 'directory.horizon', field: 'validFrom' };
  if (to !== null && to < from) return { refused: 'directory.dates', field: 'validTo' };
  const [unit, region] = [known.unit(unitId), known.region(regionId)];
  if (unit === undefined || region === undefined || !existsOn(unit, from) || !existsOn(region, from))
    return { refused: 'directory.place' };
  if (!region.path.some((id) => known.regionAfter(id, from) === unit.regionId)) return { refused: 'directory.place' };
  if (!sitsIn(role, unit.kind) || (office !== null) !== (role === 'TOWNSHIP_REVIEWER')) return { refused: 'post.role' };
  if (isHeld(post, known)) return { refused: 'post.held' };
  return ask('APPEND', post, from, known, asking);
};

/** A last day, today at the earliest where the auditor is not asked: today's keys stay, so that what his post tells about him never shrinks. */
export const endPost = (state: PostRecord, to: string, known: Known, asking: Asking): Decision => {
  const { stated, proposal } = state;
  if (proposal !== null) return { refused: 'post.waiting' };
  if (stated === null || (stated.to !== null && stated.to < known.today && to >= stated.to)) return { refused: 'post.ended' };
  if (to < stated.from) return { refused: 'directory.dates', field: 'validTo' };
  if (to === stated.to) return { refused: 'directory.nothing', field: 'validTo' };
  return ask('END', { ...stated, to }, to, known, asking);
};

const later = (day: string, other: string): string => (day < other ? other : day);

/** The last day that counted for recusal until now: what the auditor consents to lifts no bar. */
const barsUntil = ({ to, barsUntil: before = '' }: StatedPost, today: string): string =>
  later(before, to === null || to > today ? today : to);

const inThePast = ({ act, post }: Proposal, stated: StatedPost | null, today: string): StatedPost =>
  act === 'APPEND' || stated === null ? post : { ...post, barsUntil: barsUntil(stated, today) };

/** What was proposed, as far as its days have not passed meanwhile. */
const asOf = ({ act, post }: Proposal, today: string): StatedPost =>
  act === 'APPEND'
    ? { ...post, from: later(post.from, today), to: post.to === null ? null : later(post.to, today) }
    : { ...post, to: post.to === null ? null : later(post.to, today) };

export interface PostDecision {
  readonly consents: boolean;
  readonly person: string;
  /** Who may consent: others of the body, or whoever stands in where it has nobody else. */
  readonly competent: readonly string[];
  readonly today: string;
  readonly reason: TextReference;
}

/** Nobody consents to what he proposed, or to his own post; whoever proposed it may take it back. */
export const decidePost = (state: PostRecord, { consents, person, competent, today, reason }: PostDecision): Decision => {
  const { proposal } = state;
  if (proposal === null) return { refused: 'post.proposal' };
  const takesBack = !consents && person === proposal.by;
  if (!takesBack && !competent.includes(person)) return { refused: 'post.second-person' };
  const decided = { type: 'PostDecided', v: 1, data: { postId: proposal.post.id, consented: consents, reason } } as const;
  const post = proposal.past ? inThePast(proposal, state.stated, today) : asOf(proposal, today);
  return consents ? [decided, { type: 'PostStated', v: 1, data: post }] : [decided];
};
