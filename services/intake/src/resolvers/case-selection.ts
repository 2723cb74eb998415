import type { Principal, Scope } from '@daqidi/identity';
import { badInput } from '@daqidi/runtime';
import { dueBy } from '@daqidi/service';
import { taggedKey } from '../domain/tag.js';
import { petitionerTurn } from '../domain/turn.js';
import type { CaseFilter, CaseSort } from '../generated/schema.js';
import { turnKeysOf } from '../shared/turn-keys.js';
import type { Tools } from '../tools.js';
import { during, iso, named, range } from './moments.js';

export type Conditions = Readonly<Record<string, unknown>>;

export interface Asking {
  readonly tools: Tools;
  readonly principal: Principal;
  readonly scope: Scope;
  /** The moment of reading, ms since the epoch: whether something is overdue is judged by it. */
  readonly now: number;
}

export interface Selection {
  readonly query: 'newest' | 'byStage' | 'byUnit' | 'bySubject' | 'dueFirst' | 'byHandler' | 'byTurn';
  readonly backwards: boolean;
  readonly where: Conditions;
}

/** Combinations of keys that one query searches; where there are more, turns only narrow. */
const mostSearches = 128;

/** Which field of a row names its place of this level; there is one district. */
const placeFields = { DISTRICT: null, TOWNSHIP: 'townshipId', VILLAGE: 'villageId', GRID: 'gridId' } as const;

const placed = (regionId: string, { directory }: Tools): Conditions => {
  const region = directory.region(regionId);
  if (region === undefined) throw badInput('filter.regionId', 'There is no such region.', '没有该区划。');
  const field = placeFields[region.level];
  return field === null ? {} : { [field]: region.id };
};

const isWhole = (subject: string): boolean => subject.includes('/');

/** A first level stands for all of its second ones: `/` comes before `0`. */
const about = (subject: string): Conditions => ({
  subject: isWhole(subject) ? subject : { $gte: `${subject}/`, $lt: `${subject}0` },
});

/** Whose turn it is: for a petitioner, his own; he sees no others' appeals. */
const turns = ({ principal, tools, now }: Asking): readonly string[] | null =>
  principal.kind === 'PETITIONER' ? null : turnKeysOf(tools.directory, principal, now);

const waiting = (keys: readonly string[] | null): Conditions => ({
  waitsFor: keys === null ? { $gte: `${petitionerTurn}:`, $lt: `${petitionerTurn};` } : { $in: [...keys] },
});

/** The reader's keys, for what carries the tag that is asked for: the same indexes serve it. No petitioner is told how his is classified. */
export const scopeAsked = ({ tag }: CaseFilter, { principal, scope }: Pick<Asking, 'principal' | 'scope'>): Scope => {
  if (!tag) return scope;
  return principal.kind === 'PETITIONER'
    ? { ...scope, sees: [] }
    : { ...scope, sees: scope.sees.map((key) => taggedKey(key, tag)) };
};

const dated = (moment: string | null | undefined): Date | null => (moment ? new Date(moment) : null);

/** What does not depend on the order. */
const plain = (filter: CaseFilter, asking: Asking): Conditions => ({
  ...named('stage', filter.stage ?? null),
  ...named('unitId', filter.unitId ?? null),
  ...named('handlerId', filter.handlerId ?? null),
  ...named('channel', filter.channel ?? null),
  ...named('category', filter.category ?? null),
  ...named('satisfaction', filter.satisfaction ?? null),
  ...named('closedAt', range(dated(filter.closedFrom), dated(filter.closedBefore))),
  ...named('wasDueAt', range(dated(filter.wasDueFrom), dated(filter.wasDueBefore))),
  ...named('caughtUpAt', range(dated(filter.caughtUpFrom), dated(filter.caughtUpBefore))),
  ...(filter.reopened ? { round: { $gt: 1 } } : filter.reopened === false ? { round: 1 } : {}),
  ...(filter.regionId ? placed(filter.regionId, asking.tools) : {}),
  ...(filter.subject ? about(filter.subject) : {}),
});

/** Moments as the sort field says them, `<moment>|<id>`. */
const submitted = ({ submittedFrom, submittedBefore }: CaseFilter): Conditions | null =>
  during({ from: submittedFrom, before: submittedBefore });

/** The conditions of a list that is in order of time, and of a count. */
const byTime = (filter: CaseFilter, asking: Asking): Conditions => ({
  ...plain(filter, asking),
  ...(filter.mine ? waiting(turns(asking)) : {}),
  ...named('order', submitted(filter)),
  ...named('dueAt', range(dated(filter.dueFrom), dated(dueBy(filter, asking.now)))),
});

const byDue = (filter: CaseFilter, asking: Asking, keys: readonly string[] | null): Conditions => ({
  ...plain(filter, asking),
  ...(filter.mine ? waiting(keys) : {}),
  ...named('dueOrder', range(filter.dueFrom ? iso(filter.dueFrom) : null, dueBy(filter, asking.now))),
  ...named('submittedAt', range(dated(filter.submittedFrom), dated(filter.submittedBefore))),
});

/** Each with the most selective field first: of subjects there are hundreds, and one may be asked for that hardly anybody has. */
const orderedByTime = ({ subject, stage, unitId }: CaseFilter): Selection['query'] => {
  if (subject && isWhole(subject)) return 'bySubject';
  return stage ? 'byStage' : unitId ? 'byUnit' : 'newest';
};

/** The registered query whose index fits filter and order best, and its conditions. */
export const selectCases = (filter: CaseFilter, sort: CaseSort | null, asking: Asking): Selection => {
  const asksForDue = filter.mine || filter.handlerId || filter.overdue || filter.dueFrom || filter.dueBefore;
  const order = sort ?? (asksForDue ? 'DUE_FIRST' : 'NEWEST_FIRST');
  if (order !== 'DUE_FIRST') {
    return { query: orderedByTime(filter), backwards: order === 'OLDEST_FIRST', where: byTime(filter, asking) };
  }
  const keys = filter.mine ? turns(asking) : null;
  const searches = (keys?.length ?? mostSearches) * asking.scope.sees.length;
  const query = searches < mostSearches ? 'byTurn' : filter.handlerId ? 'byHandler' : 'dueFirst';
  return { query, backwards: false, where: byDue(filter, asking, keys) };
};

/** The registered query by whose index the same cases are counted by stage, and its conditions. */
export const countedCases = (filter: CaseFilter, asking: Asking) => ({
  query: filter.unitId ? 'byUnit' : 'countsByStage',
  where: byTime(filter, asking),
});
