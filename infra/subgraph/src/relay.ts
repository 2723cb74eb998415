import { createHash } from 'node:crypto';
import { badInput } from '@daqidi/runtime';

export type SortKey = readonly (string | number | null)[];

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

const checkBytes = 6;

const badCursor = (): Error => badInput('after', 'This cursor is not from this list.', '分页游标不属于此列表。');

const checkOf = (list: string, text: string): Buffer =>
  createHash('sha256').update(`${list}\n${text}`).digest().subarray(0, checkBytes);

const isSortKey = (value: unknown): value is SortKey =>
  Array.isArray(value) && value.every((part) => part === null || typeof part === 'string' || Number.isFinite(part));

/** An opaque place in a list. It grants nothing: what a caller sees after it goes through the same filter. */
export const encodeCursor = (list: string, key: SortKey): string => {
  const text = JSON.stringify(key);
  return Buffer.concat([checkOf(list, text), Buffer.from(text)]).toString('base64url');
};

/** The sort key of a cursor of this list. Anything else is BAD_USER_INPUT on `after`. */
export const decodeCursor = (list: string, cursor: string): SortKey => {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(checkBytes).toString('utf8');
  if (bytes.toString('base64url') !== cursor || !checkOf(list, text).equals(bytes.subarray(0, checkBytes))) throw badCursor();
  const key: unknown = JSON.parse(text);
  if (!isSortKey(key)) throw badCursor();
  return key;
};

/** How many rows a page has: 1 to 100, 20 when not said. */
export const pageSize = (first: number | null | undefined): number => {
  const size = first ?? 20;
  if (!Number.isInteger(size) || size < 1 || size > 100)
    throw badInput('first', 'A page has 1 to 100 rows.', '每页应为 1 至 100 条。');
  return size;
};

/** A page of rows that were asked for with one more than `first`, to know whether there is a next page. */
export const connectionOf = <Node>(
  list: string,
  rows: readonly Node[],
  first: number,
  keyOf: (node: Node) => SortKey,
): Connection<Node> => {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(list, keyOf(node)), node }));
  return { edges, pageInfo: { endCursor: edges.at(-1)?.cursor ?? null, hasNextPage: rows.length > first } };
};
