import type { StoredCollection, StoredIndex } from './catalog.js';
import { encodedNull, encodeValue } from './encode-value.js';
import type { Condition } from './parse-filter.js';

export type Points = Extract<Condition, { kind: 'points' }>;

export interface Column {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** What a query reads: one index, or the documents by their ids (`index` null). */
export interface Source {
  readonly index: StoredIndex | null;
  readonly columns: readonly Column[];
  readonly multikey: string | null;
}

export interface Probe {
  readonly index: StoredIndex;
  readonly keys: readonly Buffer[];
}

/** Conditions on fields that the source does not hold, asked of an index that begins with the ids and has one entry a document. */
export interface Facet {
  readonly index: StoredIndex;
  readonly conditions: readonly Condition[];
}

export interface Plan {
  readonly source: Source;
  /** Equalities on the first columns, in their order. */
  readonly pinned: readonly Points[];
  /** The sort fields that the source's order gives, behind the pinned columns. */
  readonly sort: readonly Column[];
  /** Conditions on columns of the source, checked entry by entry. */
  readonly residual: readonly Condition[];
  /** Documents with one of these keys in another index are left out. */
  readonly without: readonly Probe[];
  /** What is looked up document by document. */
  readonly facets: readonly Facet[];
  /** One document may appear in several entries. */
  readonly repeats: boolean;
  readonly score: number;
}

export interface Shape {
  readonly conditions: readonly Condition[];
  readonly sort: readonly Column[];
  /** A path that the source must hold, for grouping. */
  readonly group?: string;
}

const isPositive = (condition: Condition): boolean => condition.kind === 'points' || condition.kind === 'range';

const excludesNull = (condition: Condition): boolean =>
  condition.kind === 'range' || (condition.kind === 'points' && !condition.keys.some((key) => key.equals(encodedNull)));

const sourcesOf = ({ indexes }: StoredCollection): readonly Source[] => [
  { index: null, columns: [{ path: '_id', direction: 1 }], multikey: null },
  ...indexes.map((index) => ({ index, columns: index.fields, multikey: index.multikey })),
];

const pin = (source: Source, { conditions, sort }: Shape): readonly Points[] => {
  const pinned: Points[] = [];
  for (const { path } of source.columns) {
    const points = conditions.find((condition): condition is Points => condition.kind === 'points' && condition.path === path);
    if (points === undefined || (points.keys.length > 1 && sort.some((field) => field.path === path))) break;
    pinned.push(points);
  }
  return pinned;
};

/** The columns that give the wanted order behind the pinned ones, or null where the source has another order. */
const order = (source: Source, pinned: readonly Points[], wanted: readonly Column[]): readonly Column[] | null => {
  const given: Column[] = [];
  let turned: number | undefined;
  for (const field of wanted) {
    if (field.path === source.multikey) return null;
    if (pinned.some(({ path }) => path === field.path)) continue;
    const position = pinned.length + given.length;
    const column = source.columns[position];
    if (column === undefined && source.index?.unique && source.multikey === null) return given;
    const direction = column?.path === field.path ? column.direction : column === undefined && field.path === '_id' ? 1 : null;
    if (direction === null) return null;
    const turn = direction * field.direction;
    if (turned !== undefined && turned !== turn) return null;
    turned = turn;
    given.push(field);
  }
  return given;
};

const probeFor = (collection: StoredCollection, { path, keys }: { path: string; keys: readonly Buffer[] }): Probe | null => {
  const index = collection.indexes.find(
    ({ fields, sparse, partial }) =>
      fields.length === 1 &&
      fields[0]?.path === path &&
      partial === undefined &&
      !(sparse && keys.some((key) => key.equals(encodedNull))),
  );
  return index === undefined ? null : { index, keys };
};

/** The index that holds the field beside the ids, each document once. */
const facetFor = ({ indexes }: StoredCollection, { path, kind }: Condition): StoredIndex | null =>
  kind === 'size' || kind === 'exists'
    ? null
    : (indexes.find(
        ({ fields, multikey, partial }) =>
          fields[0]?.path === '_id' && multikey === null && partial === undefined && fields.some((field) => field.path === path),
      ) ?? null);

/** Whether every document that the query is about has an entry in the index for each value of its array. */
const holdsAll = ({ index, columns, multikey }: Source, conditions: readonly Condition[]): boolean => {
  if (index === null) return true;
  const { sparse, unique, partial } = index;
  const positive = conditions.filter((condition) => isPositive(condition) && columns.some(({ path }) => path === condition.path));
  if (sparse && !positive.some(excludesNull)) return false;
  if (multikey !== null && !unique && !positive.some(({ path }) => path === multikey)) return false;
  if (partial === undefined) return true;
  return positive.some(
    (condition) =>
      condition.kind === 'range' &&
      condition.path === partial.path &&
      Buffer.compare(condition.lower.key, encodeValue(new Date(partial.after))) >= (condition.lower.inclusive ? 1 : 0),
  );
};

const planWith = (collection: StoredCollection, source: Source, shape: Shape): Plan | null => {
  const { conditions, group } = shape;
  const holds = (path: string): boolean => source.columns.some((column) => column.path === path);
  if (group !== undefined && (!holds(group) || group === source.multikey)) return null;
  if (!holdsAll(source, conditions)) return null;
  // Different elements of one array may satisfy different conditions; one entry cannot show that.
  if (conditions.filter((condition) => condition.path === source.multikey && isPositive(condition)).length > 1) return null;
  const pinned = pin(source, shape);
  const sort = order(source, pinned, shape.sort);
  if (sort === null) return null;
  const residual: Condition[] = [];
  const without: Probe[] = [];
  const looked = new Map<StoredIndex, readonly Condition[]>();
  for (const condition of conditions) {
    if (pinned.includes(condition as Points)) continue;
    const here = holds(condition.path) && (isPositive(condition) || condition.path !== source.multikey);
    if (condition.kind === 'size') return null;
    if (condition.kind === 'exists' ? holds(condition.path) : here) residual.push(condition);
    else {
      const probe = condition.kind === 'notPoints' ? probeFor(collection, condition) : null;
      const facet = probe === null ? facetFor(collection, condition) : null;
      if (probe !== null) without.push(probe);
      else if (facet !== null) looked.set(facet, [...(looked.get(facet) ?? []), condition]);
      else return null;
    }
  }
  const facets = [...looked].map(([index, asked]) => ({ index, conditions: asked }));
  const next = source.columns[pinned.length]?.path;
  const bounded = residual.some((condition) => condition.path === next && isPositive(condition));
  const walksAll = conditions.length === 0;
  // Looking up every document of a collection would be a scan.
  if (pinned.length === 0 && !bounded && (sort.length === 0 || facets.length > 0) && !walksAll) return null;
  const single = pinned.some(({ path, keys }) => path === source.multikey && keys.length === 1);
  const repeats = source.multikey !== null && !single;
  const unbounded = source.multikey !== null && !pinned.some(({ path }) => path === source.multikey);
  const leading = group !== undefined && group === next ? 5 : 0;
  const score =
    pinned.length * 100 +
    (bounded ? 20 : 0) +
    leading -
    residual.length -
    2 * facets.length -
    (unbounded ? 50 : 0) -
    source.columns.length / 100;
  return { source, pinned, sort, residual, without, facets, repeats, score };
};

/** The best index for the query's shape; null where none serves it, so that nothing is ever scanned or matched in memory. */
export const planQuery = (collection: StoredCollection, shape: Shape): Plan | null => {
  let best: Plan | null = null;
  for (const source of sourcesOf(collection)) {
    const plan = planWith(collection, source, shape);
    if (plan !== null && (best === null || plan.score > best.score)) best = plan;
  }
  return best;
};
