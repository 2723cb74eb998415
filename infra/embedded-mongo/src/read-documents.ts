import { type Document as BsonDocument, deserialize } from 'bson';
import Database from 'libsql';
import { createCatalogReader, documentTable, type StoredCollection } from './catalog.js';
import { countSql, findSql, groupSql, type Part, type Sql } from './compile-sql.js';
import { decodeScalar } from './encode-value.js';
import { parseFilter } from './parse-filter.js';
import { compareGroups, type GroupRow, parsePipeline } from './pipeline.js';
import { type Column, type Plan, planQuery, type Shape } from './plan-query.js';
import { unsupported } from './unsupported.js';

export interface FindOptions {
  readonly sort?: unknown;
  readonly limit?: number;
  /** Only with a limit. */
  readonly skip?: number;
}

export type Filter = Readonly<Record<string, unknown>>;

export interface DocumentReader {
  catalog(collection: string): StoredCollection | undefined;
  find(collection: string, filter: Filter, options: FindOptions): readonly BsonDocument[];
  /** Not more than the limit, where there is one (0: none). */
  count(collection: string, filter: Filter, limit: number): number;
  group(collection: string, pipeline: readonly unknown[]): readonly BsonDocument[];
  /** The rows of SQLite's EXPLAIN QUERY PLAN for this find, its `detail` column. */
  explain(collection: string, filter: Filter, options: FindOptions): readonly string[];
}

const mostStatements = 500;

/** `{a: 1}`, `[['a', 1]]` or a Map, as the driver accepts them. */
const sortColumns = (sort: unknown): readonly Column[] => {
  if (sort === undefined || sort === null) return [];
  const entries: readonly [unknown, unknown][] =
    sort instanceof Map ? [...sort] : Array.isArray(sort) ? (sort as [unknown, unknown][]) : Object.entries(sort);
  return entries.map(([path, direction]) => {
    if (typeof path !== 'string' || (direction !== 1 && direction !== -1)) throw unsupported(`the sort ${JSON.stringify(sort)}`);
    return { path, direction };
  });
};

const wholeNumber = (name: string, given: number | undefined): number => {
  const value = given ?? 0;
  if (!Number.isSafeInteger(value) || value < 0) throw unsupported(`the ${name} ${value}`);
  return value;
};

const partOf = ({ limit, skip }: FindOptions): Part => {
  const part = { limit: wholeNumber('limit', limit), skip: wholeNumber('skip', skip) };
  if (part.limit === 0 && part.skip > 0) throw unsupported('a skip without a limit');
  return part;
};

export const createDocumentReader = (db: Database.Database, file: string): DocumentReader => {
  const catalog = createCatalogReader(db);
  const statements = new Map<string, Database.Statement>();

  const all = <Row>({ text, parameters }: Sql): Row[] => {
    let statement = statements.get(text);
    if (statement === undefined) {
      if (statements.size >= mostStatements) statements.clear();
      statement = db.prepare(text).raw();
      statements.set(text, statement);
    }
    return statement.all(parameters) as Row[];
  };

  // A table of documents is never dropped: once seen, a read by id needs no look into the catalog.
  const byIds = new Map<string, Database.Statement>();
  const byId = (name: string, id: string): readonly BsonDocument[] => {
    let statement = byIds.get(name);
    if (statement === undefined) {
      if (catalog(name) === undefined) return [];
      statement = db.prepare(`SELECT doc FROM ${documentTable(name)} WHERE _id = ?`).raw();
      byIds.set(name, statement);
    }
    const row = statement.get([id]) as [Uint8Array] | undefined;
    return row === undefined ? [] : [deserialize(row[0])];
  };

  const planOf = (collection: StoredCollection, shape: Shape, said: unknown): Plan => {
    const plan = planQuery(collection, shape);
    if (plan === null) {
      const known = collection.indexes.map(({ name }) => name).join(', ');
      throw unsupported(`what no index of ${collection.name} serves: ${JSON.stringify(said)} (indexes: ${known || 'none'})`);
    }
    return plan;
  };

  const compileFind = (name: string, filter: Filter, options: FindOptions): Sql | undefined => {
    const shape = { conditions: parseFilter(filter), sort: sortColumns(options.sort) };
    const part = partOf(options);
    const collection = catalog(name);
    if (collection === undefined) return undefined;
    return findSql(collection, planOf(collection, shape, { filter, sort: options.sort }), part);
  };

  return {
    catalog,
    find: (name, filter, options) => {
      const id = filter['_id'];
      if (typeof id === 'string' && Object.keys(filter).length === 1 && !options.skip) return byId(name, id);
      const compiled = compileFind(name, filter, options);
      return compiled === undefined ? [] : all<[Uint8Array]>(compiled).map(([bytes]) => deserialize(bytes));
    },
    explain: (name, filter, options) => {
      const compiled = compileFind(name, filter, options);
      if (compiled === undefined) return [];
      // SQLite leaves an EXPLAIN statement active, which would pin the reading connection to its snapshot for ever.
      const own = new Database(file);
      const rows = own.prepare(`EXPLAIN QUERY PLAN ${compiled.text}`).raw().all(compiled.parameters) as [
        number,
        number,
        number,
        string,
      ][];
      own.close();
      return rows.map((row) => row[3]);
    },
    count: (name, filter, given) => {
      const limit = wholeNumber('limit', given);
      const shape = { conditions: parseFilter(filter), sort: [] };
      const collection = catalog(name);
      if (collection === undefined) return 0;
      return all<[number]>(countSql(collection, planOf(collection, shape, { filter }), limit))[0]?.[0] ?? 0;
    },
    group: (name, stages) => {
      const pipeline = parsePipeline(stages);
      const shape = { conditions: parseFilter(pipeline.match), sort: [], group: pipeline.path };
      const collection = catalog(name);
      if (collection === undefined) return [];
      const plan = planOf(collection, shape, { group: pipeline.path, filter: pipeline.match });
      const rows = all<[Buffer | string, number]>(groupSql(collection, plan, pipeline.path));
      const groups: GroupRow[] = rows.map(([key, n]) => ({ _id: typeof key === 'string' ? key : decodeScalar(key), n }));
      if (pipeline.sort !== undefined) groups.sort(compareGroups(pipeline.sort));
      return groups.map(({ _id, n }) => ({ _id, [pipeline.as]: n }));
    },
  };
};
