import type { FindArguments } from './collection.js';
import type { QuerySpec } from './query.js';

/** How many documents of an index a page looks at, at most (architecture, Graph). */
export const mostExamined = 20_000;
/** Up to here totals are exact. */
export const mostCounted = 10_000;

/** Looked at one after the other: nearly every page is full before the second begins. */
const windows: readonly number[] = [1_000, mostExamined - 1_000];

export interface BoundedPage<Doc> {
  readonly documents: readonly Doc[];
  /** False where so many were looked at that the search ended before the page was full. */
  readonly complete: boolean;
  /** Where it is not complete, the sort value up to which was looked: whoever has time goes on after it. */
  readonly through?: unknown;
}

export interface BoundedTotal {
  readonly total: number;
  /** False where there are more. */
  readonly exact: boolean;
}

interface Behind extends FindArguments {
  readonly skip?: number;
}

interface Reads<Doc> {
  registered(name: string): QuerySpec;
  find(name: string, args: Behind): Promise<readonly Doc[]>;
  count(name: string, args: FindArguments, most: number): Promise<number>;
}

const valueAt = (document: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | null)?.[name], document);

/** Pages and totals whose cost has a bound, whatever the filter leaves out of what the index finds. */
export const createBoundedReads = <Doc extends object>({ registered, find, count }: Reads<Doc>) => {
  const sortFieldOf = (name: string): string => Object.keys(registered(name).sort ?? {})[0] ?? '';

  /** The conditions that bound what the index finds; null where there are no others. */
  const foundBy = (name: string, where: FindArguments['where'] = {}): FindArguments['where'] | null => {
    const bounding = new Set([...registered(name).equals, sortFieldOf(name)]);
    const bounds = Object.entries(where).filter(([field]) => bounding.has(field));
    return bounds.length === Object.keys(where).length ? null : Object.fromEntries(bounds);
  };

  /** Up to which sort value so many of what the index finds lie; undefined where all of it does. */
  const edgeOf = async (name: string, args: FindArguments, size: number): Promise<unknown> => {
    const [edge] = await find(name, { ...args, limit: 1, skip: size - 1 });
    return edge === undefined ? undefined : valueAt(edge, sortFieldOf(name));
  };

  const page = async (name: string, args: FindArguments & { readonly limit: number }): Promise<BoundedPage<Doc>> => {
    const where = foundBy(name, args.where);
    if (where === null || where === undefined) return { documents: await find(name, args), complete: true };
    const documents: Doc[] = [];
    let { after } = args;
    for (const size of windows) {
      const bounds = after === undefined ? {} : { after };
      const edge = await edgeOf(name, { ...args, ...bounds, where }, size);
      const within = edge === undefined ? {} : { through: edge };
      documents.push(...(await find(name, { ...args, ...bounds, ...within, limit: args.limit - documents.length })));
      if (edge === undefined || documents.length >= args.limit) return { documents, complete: true };
      after = edge;
    }
    return { documents, complete: false, through: after };
  };

  const total = async (name: string, args: FindArguments): Promise<BoundedTotal> => {
    const where = foundBy(name, args.where);
    const isWide =
      where !== null && where !== undefined && (await count(name, { ...args, where }, mostExamined + 1)) > mostExamined;
    const edge = isWide ? await edgeOf(name, { ...args, where }, mostExamined) : undefined;
    const counted = await count(name, edge === undefined ? args : { ...args, through: edge }, mostCounted + 1);
    return { total: Math.min(counted, mostCounted), exact: edge === undefined && counted <= mostCounted };
  };

  return { page, total };
};
