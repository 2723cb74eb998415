import type { Scope } from '@daqidi/identity';
import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import { createAsCast } from './as-cast.js';
import { type BoundedPage, type BoundedTotal, createBoundedReads } from './bounded-reads.js';
import { unavailableInOutages } from './outage.js';
import { pagesOf } from './pages.js';
import { assertQueriesFit, type IndexSpec, type QuerySpec } from './query.js';
import { scopeFilter } from './scope.js';

export interface CollectionSpec {
  readonly name: string;
  readonly fields: SchemaDefinition;
  readonly indexes: Readonly<Record<string, IndexSpec>>;
  readonly queries: Readonly<Record<string, QuerySpec>>;
}

export interface FindArguments {
  /** Left out only by the service's own machinery: every read for a person brings one. */
  readonly scope?: Scope;
  readonly where?: Readonly<Record<string, unknown>>;
  /** The sort field's value of the last item seen. */
  readonly after?: unknown;
  /** The sort field's value of the last item that counts. */
  readonly through?: unknown;
  /** Against the registered order of the sort field. */
  readonly backwards?: boolean;
  readonly limit?: number;
}

// Rows and documents are the collection's own business; callers know their type.
// biome-ignore lint/suspicious/noExplicitAny: mongoose's generics carry no information here
type AnyModel = Model<any>;

export interface Collection<Doc> {
  readonly spec: CollectionSpec;
  readonly model: AnyModel;
  byId(id: string, scope?: Scope): Promise<Doc | null>;
  byIds(ids: readonly string[], scope?: Scope): Promise<readonly Doc[]>;
  find(query: string, args: FindArguments): Promise<readonly Doc[]>;
  /** Not more than `most`, where it is given. */
  count(query: string, args: FindArguments, most?: number): Promise<number>;
  /** A page of a query with a sort field, at a bounded cost. */
  page(query: string, args: FindArguments & { readonly limit: number }): Promise<BoundedPage<Doc>>;
  /** How many match, at a bounded cost. */
  total(query: string, args: FindArguments): Promise<BoundedTotal>;
  /** How many documents of a query hold each value of one of its index's fields. */
  groupCount(query: string, field: string, args: FindArguments): Promise<ReadonlyMap<string, number>>;
  /** True when the document was stored; false when the id is taken. Other unique violations are thrown. */
  insert(doc: Doc): Promise<boolean>;
  /**
   * Stores those whose ids are free, in one call; the others stay as they are. True when all were stored, false when all are there
   * now; rejects where another unique index kept one out.
   */
  insertMissing(docs: readonly Doc[]): Promise<boolean>;
  /** True when the guard matched and the update was made. */
  update(guard: { readonly _id: string } & Record<string, unknown>, change: Record<string, unknown>): Promise<boolean>;
  /** Removes it where the guard matches, if there is one. */
  remove(id: string, guard?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Everything, see `pagesOf`. */
  pages(): AsyncGenerator<readonly Doc[]>;
}

interface ReadOptions {
  readonly sort?: Record<string, 1 | -1>;
  readonly limit?: number;
  readonly skip?: number;
}

const isDuplicate = (error: unknown): error is { code: number; message: string; keyPattern?: Record<string, unknown> } =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11_000;

/** Whether a unique index other than the id's refused the write. Servers that omit `keyPattern` name the index in the message. */
export const violatedIndex = (error: unknown): 'id' | 'other' | null => {
  if (!isDuplicate(error)) return null;
  if (error.keyPattern !== undefined)
    return '_id' in error.keyPattern && Object.keys(error.keyPattern).length === 1 ? 'id' : 'other';
  return /index:\s+(?:\S+\$)?_id_?\b/.test(error.message) ? 'id' : 'other';
};

type Bounds = Readonly<Record<string, unknown>>;

const isBeyond = (operator: string, one: unknown, other: unknown): boolean =>
  operator.startsWith('$g') ? (one as string) > (other as string) : (one as string) < (other as string);

/** One range from several on the same field: of two bounds of one kind the narrower. */
const narrowed = (ranges: readonly (Bounds | undefined)[]): Bounds => {
  const narrow: Record<string, unknown> = {};
  for (const range of ranges)
    for (const [operator, value] of Object.entries(range ?? {}))
      if (!(operator in narrow) || isBeyond(operator, value, narrow[operator])) narrow[operator] = value;
  return narrow;
};

/** A collection reached only through its registered queries and guarded writes. Declares its mongoose model on the connection. */
export const createCollection = <Doc extends { readonly _id: string }>(
  connection: Connection,
  spec: CollectionSpec,
): Collection<Doc> => {
  assertQueriesFit(spec.name, spec.queries, spec.indexes);
  const schema: Schema = new Schema(
    { _id: { type: String, required: true }, ...spec.fields },
    { versionKey: false, strict: 'throw', strictQuery: 'throw', minimize: false, autoIndex: false, autoCreate: false },
  );
  for (const [name, index] of Object.entries(spec.indexes)) {
    schema.index(
      { ...index.keys },
      {
        name,
        ...(index.unique ? { unique: true } : {}),
        ...(index.sparse ? { sparse: true } : {}),
        ...(index.dated === undefined ? {} : { partialFilterExpression: { [index.dated]: { $gt: new Date(0) } } }),
      },
    );
  }
  schema.static('spec', () => spec);
  const model: AnyModel = connection.model(spec.name, schema, spec.name);
  // mongoose's models cast; what needs no casting goes to their collection straight away, which costs a fraction.
  const native = model.collection;
  const asCast = createAsCast(schema);

  const registered = (name: string): QuerySpec => {
    const query = spec.queries[name];
    if (query === undefined) throw new Error(`no query "${name}" is registered for ${spec.name}`);
    return query;
  };

  /** The sort field in the direction that is asked for. */
  const sortOf = (name: string, backwards = false): readonly [string, 1 | -1] | undefined => {
    const [sort] = Object.entries(registered(name).sort ?? {});
    return sort === undefined ? undefined : [sort[0], backwards ? (-sort[1] as 1 | -1) : sort[1]];
  };

  const filterOf = (name: string, args: FindArguments): Record<string, unknown> => {
    const { scope, where = {}, after, through, backwards } = args;
    const query = registered(name);
    const allowed = new Set([...query.equals, ...Object.keys(query.sort ?? {}), ...(query.narrows ?? [])]);
    const given = { ...where, ...(scope === undefined ? {} : scopeFilter(scope)) };
    for (const field of Object.keys(given)) {
      if (!allowed.has(field) && field !== 'barred') throw new Error(`query ${spec.name}.${name} does not know ${field}`);
    }
    for (const field of query.equals) {
      if (!(field in given)) throw new Error(`query ${spec.name}.${name} needs ${field}`);
    }
    if (after === undefined && through === undefined) return given;
    const sort = sortOf(name, backwards);
    if (sort === undefined) throw new Error(`query ${spec.name}.${name} has no sort, so no cursor`);
    const [field, direction] = sort;
    const own = given[field];
    if (own !== undefined && Object.getPrototypeOf(own) !== Object.prototype) {
      throw new Error(`query ${spec.name}.${name} has a cursor on ${field}, which is given as one value`);
    }
    const beyond = after === undefined ? [] : [{ [direction === 1 ? '$gt' : '$lt']: after }];
    const upTo = through === undefined ? [] : [{ [direction === 1 ? '$lte' : '$gte']: through }];
    return { ...given, [field]: narrowed([own as Bounds | undefined, ...beyond, ...upTo]) };
  };

  const read = async (filter: Record<string, unknown>, { sort, limit, skip }: ReadOptions): Promise<readonly Doc[]> => {
    if (asCast.filter(filter)) {
      const options = {
        ...(sort === undefined ? {} : { sort }),
        ...(limit === undefined ? {} : { limit }),
        ...(skip === undefined ? {} : { skip }),
      };
      return native.find(filter, options).toArray() as unknown as Promise<readonly Doc[]>;
    }
    const query = model.find(filter);
    if (sort !== undefined) query.sort(sort);
    if (limit !== undefined) query.limit(limit);
    if (skip !== undefined) query.skip(skip);
    return query.lean<Doc[]>();
  };

  const blind = ({ scope }: FindArguments): boolean => scope !== undefined && scope.sees.length === 0;

  const byIds = async (ids: readonly string[], scope?: Scope): Promise<readonly Doc[]> => {
    if (ids.length === 0 || (scope !== undefined && scope.sees.length === 0)) return [];
    const id = ids.length === 1 ? ids[0] : { $in: [...ids] };
    return read({ _id: id, ...(scope === undefined ? {} : scopeFilter(scope)) }, {});
  };

  /**
   * Whether a unique index refused them because all their ids are taken. A document that is there already violates every unique
   * index at once, and which of them a server names is its own affair; of many refusals the error names the first only.
   */
  const areThere = async (docs: readonly Doc[], error: unknown): Promise<boolean> => {
    if (violatedIndex(error) === null) return false;
    const ids = new Set(docs.map(({ _id }) => _id));
    return (await byIds([...ids])).length === ids.size;
  };

  const find = async (name: string, args: FindArguments & { readonly skip?: number }): Promise<readonly Doc[]> => {
    if (blind(args)) return [];
    const sort = sortOf(name, args.backwards);
    const { limit, skip } = args;
    return read(filterOf(name, args), {
      ...(sort && { sort: { [sort[0]]: sort[1] } }),
      ...(limit && { limit }),
      ...(skip && { skip }),
    });
  };

  const count = async (name: string, args: FindArguments, most?: number): Promise<number> =>
    blind(args) ? 0 : model.countDocuments(filterOf(name, args), most === undefined ? {} : { limit: most });

  const bounded = createBoundedReads<Doc>({ registered, find, count });

  const operations = unavailableInOutages({
    byIds,
    byId: async (id, scope) => (await byIds([id], scope))[0] ?? null,
    find: (name, args) => find(name, args),
    count,
    page: bounded.page,
    total: bounded.total,
    groupCount: async (name, field, args) => {
      if (blind(args)) return new Map();
      const groups = await model.aggregate<{ _id: unknown; n: number }>([
        { $match: filterOf(name, args) },
        { $group: { _id: `$${field}`, n: { $sum: 1 } } },
      ]);
      return new Map(groups.map(({ _id, n }) => [String(_id), n]));
    },
    insert: async (doc) => {
      try {
        await native.insertMany([doc as never]);
        return true;
      } catch (error) {
        if (await areThere([doc], error)) return false;
        throw error;
      }
    },
    insertMissing: async (docs) => {
      try {
        await native.insertMany([...docs] as never[], { ordered: false });
        return true;
      } catch (error) {
        if (await areThere(docs, error)) return false;
        throw error;
      }
    },
    update: async (guard, change) => {
      const cast = asCast.filter(guard) && asCast.update(change);
      const { matchedCount } = await (cast ? native.updateOne(guard as never, change) : model.updateOne(guard, change));
      return matchedCount === 1;
    },
    remove: async (id, guard = {}) => {
      await native.deleteOne({ ...guard, _id: id as never });
    },
  } satisfies Partial<Collection<Doc>>);
  return { spec, model, pages: () => pagesOf<Doc>(model), ...operations };
};

/** What was declared on the connection, with its registered queries: for checks that each is served by its index. */
export const declaredCollections = (connection: Connection): readonly CollectionSpec[] =>
  Object.values(connection.models).map((model) => (model as unknown as { spec(): CollectionSpec }).spec());

/** What every collection that people read carries: the scope keys, and the indexes that the one filter needs. */
export const scopedFields: SchemaDefinition = {
  seenBy: { type: [String], required: true },
  barred: { type: [String], required: true },
};
export const scopedIndexes: Readonly<Record<string, IndexSpec>> = {
  idBySeenBy: { keys: { _id: 1, seenBy: 1 } },
  barred: { keys: { barred: 1 } },
};
