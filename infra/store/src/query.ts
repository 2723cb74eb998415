/** Field → 1 (ascending) or -1 (descending), in index order. */
export type IndexKeys = Readonly<Record<string, 1 | -1>>;

export interface IndexSpec {
  readonly keys: IndexKeys;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  /** A field of dates: documents without one are not in the index, so each query names an earliest date, `$gt: new Date(0)` at least. */
  readonly dated?: string;
}

/**
 * A query is registered with the index that serves it. `equals` is the index's prefix, then comes the one sort field (its
 * values must be unique, they are the cursor), then what only narrows further: fields behind the sort field, or of an index that begins
 * with `_id`. MongoDB looks at the documents themselves for these; SQLite looks them up there, one small entry a document.
 */
export interface QuerySpec {
  readonly index: string;
  readonly equals: readonly string[];
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly narrows?: readonly string[];
}

/** A query that names no index has one of its own under its name: of `equals`, the sort field, and what narrows. */
export type OwnQuery = Omit<QuerySpec, 'index'> & { readonly index?: string };

/** The index of its own that a query has. */
export const ownIndex = ({ equals, sort = {}, narrows = [] }: OwnQuery): IndexSpec => ({
  keys: {
    ...Object.fromEntries(equals.map((field) => [field, 1 as const])),
    ...sort,
    ...Object.fromEntries(narrows.map((field) => [field, 1 as const])),
  },
});

/** Why a registered query does not fit its index, or null. Pure: asked of every query of every service in a test and at start. */
export const queryMisfit = (query: QuerySpec, indexes: Readonly<Record<string, IndexSpec>>): string | null => {
  const index = indexes[query.index];
  if (index === undefined) return `there is no index "${query.index}"`;
  const fields = Object.keys(index.keys);
  const prefix = fields.slice(0, query.equals.length);
  if (prefix.length < query.equals.length || query.equals.some((field) => !prefix.includes(field))) {
    return `the index does not begin with ${query.equals.join(', ')}`;
  }
  const sort = Object.entries(query.sort ?? {});
  if (sort.length > 1) return 'a query sorts by one field';
  const [sorted] = sort;
  if (sorted !== undefined) {
    const [field, direction] = sorted;
    if (fields[query.equals.length] !== field) return `the index does not go on with its sort field ${field}`;
    if (index.keys[field] !== direction && index.keys[field] !== -direction) return `the index has no direction for ${field}`;
  }
  const facets = Object.values(indexes).flatMap(({ keys }) => {
    const [first, ...others] = Object.keys(keys);
    return first === '_id' ? others : [];
  });
  const rest = new Set([...fields.slice(query.equals.length + sort.length), ...facets]);
  const missing = (query.narrows ?? []).find((field) => !rest.has(field));
  return missing === undefined ? null : `the index does not hold ${missing} behind its sort field, and none does beside the ids`;
};

/** Refuses a collection any of whose registered queries has no fitting index. */
export const assertQueriesFit = (
  collection: string,
  queries: Readonly<Record<string, QuerySpec>>,
  indexes: Readonly<Record<string, IndexSpec>>,
): void => {
  for (const [name, query] of Object.entries(queries)) {
    const misfit = queryMisfit(query, indexes);
    if (misfit !== null) throw new Error(`query ${collection}.${name}: ${misfit}`);
  }
};
