import { dayInShanghai } from '@daqidi/calendar';
import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';

const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);

/** A page of the directory's copy in memory: a few hundred records for everybody, ordered by id. */
export const pageOf = <Item extends { readonly id: string }>(
  list: string,
  items: readonly Item[],
  first: number,
  after: string | null | undefined,
) => {
  const limit = pageSize(first);
  const from = after ? String(decodeCursor(list, after)[0]) : '';
  const rest = [...items].sort(byId).filter(({ id }) => id > from);
  return { ...connectionOf(list, rest.slice(0, limit + 1), limit, ({ id }) => [id]), total: items.length };
};

/** The day that is asked about, today where none is named. */
export const dayOf = (on: string | null | undefined, { tools }: Pick<Context, 'tools'>): string =>
  on ?? dayInShanghai(tools.clock.now());
