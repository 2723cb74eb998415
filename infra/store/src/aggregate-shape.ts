import { aggregateFields, aggregateIndexes, aggregateQueries } from './aggregate-document.js';
import type { CollectionSpec } from './collection.js';
import type { AggregateSpec } from './next-document.js';
import { type IndexSpec, ownIndex, type QuerySpec } from './query.js';

type AnySpec = Pick<AggregateSpec<never, never, never>, 'keyFields' | 'indexes' | 'queries' | 'revisits'>;

const mapped = <Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Result,
): Readonly<Record<string, Result>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

const prefix = 'keys.';

/** Fields, indexes and queries of an aggregate's collection, with those that follow from what its spec says. */
export const aggregateShape = ({
  keyFields,
  indexes = {},
  queries = {},
  revisits = {},
}: AnySpec): Pick<CollectionSpec, 'fields' | 'indexes' | 'queries'> => {
  const own = Object.entries(queries).filter(([, { index }]) => index === undefined);
  const all: Readonly<Record<string, IndexSpec>> = {
    ...aggregateIndexes,
    ...indexes,
    ...mapped(Object.fromEntries(own), ownIndex),
    ...mapped(revisits, (_, name) => ({ keys: { [`${prefix}${name}`]: 1 }, sparse: true })),
  };
  const keyed = Object.values(all)
    .flatMap(({ keys }) => Object.keys(keys))
    .filter((field) => field.startsWith(prefix))
    .map((field) => [field.slice(prefix.length), { type: String }]);
  return {
    fields: aggregateFields({ ...Object.fromEntries(keyed), ...keyFields }),
    indexes: all,
    queries: {
      ...aggregateQueries,
      ...mapped(queries, (query, name): QuerySpec => ({ index: name, ...query })),
      ...mapped(revisits, (_, name): QuerySpec => ({ index: name, equals: [], sort: { [`${prefix}${name}`]: 1 } })),
    },
  };
};

/** What a document is found by. A key that a sweep goes by is absent where it looks past the document: then it is not in the index. */
export const keysOf = <State, Facts>(
  { keys, revisits = {} }: Pick<AggregateSpec<State, Facts, never>, 'keys' | 'revisits'>,
  id: string,
  state: State,
  facts: Facts,
): Readonly<Record<string, unknown>> => {
  const visited = Object.entries(revisits).filter(([, isVisited]) => isVisited(state));
  return { ...keys?.(state, facts), ...Object.fromEntries(visited.map(([name]) => [name, id])) };
};
