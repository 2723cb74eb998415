import type { SqliteFile } from '@daqidi/sqlite';
import { type Document, deserialize, serialize } from 'bson';
import { defaultIndexName, keyPatternOf } from './catalog.js';
import { asDriverError, bulkError, duplicateKeyError } from './driver-errors.js';
import type { IndexDefinition } from './index-entries.js';
import type { DeleteArguments, InsertArguments, InsertResult, UpdateArguments, UpdateResult } from './procedures.js';
import { projector } from './project.js';
import type { DocumentReader, Filter, FindOptions } from './read-documents.js';
import { refuseOptions, refuseOthers, unsupported } from './unsupported.js';

interface Options extends FindOptions {
  readonly [name: string]: unknown;
}

/** What durability and routing options say is always so here: every write is journaled before it is answered. */
const harmless = ['writeConcern', 'w', 'j', 'wtimeout', 'readPreference', 'readConcern', 'lean', 'maxTimeMS', 'comment'];

/** An own, exact copy: a view into a shared slab would send the whole slab to the writer. */
const toBytes = (value: object): Uint8Array => new Uint8Array(serialize(value, { ignoreUndefined: false }));

const partialOf = (expression: unknown, fields: IndexDefinition['fields']): IndexDefinition['partial'] => {
  if (expression === undefined) return undefined;
  const [[path, condition] = ['', null], ...more] = Object.entries(expression as object) as [
    string,
    { readonly $gt?: unknown },
  ][];
  const after = Object.keys(condition ?? {}).length === 1 ? condition?.$gt : undefined;
  if (more.length > 0 || !(after instanceof Date) || !fields.some((field) => field.path === path))
    throw unsupported('a partial index other than of later dates in one of its fields');
  return { path, after: after.getTime() };
};

const definitionOf = (keys: unknown, options: Options | undefined): IndexDefinition => {
  refuseOptions('createIndex', options, ['name', 'unique', 'sparse', 'background', 'partialFilterExpression']);
  const fields = Object.entries(keys as object).map(([path, direction]: [string, unknown]) => {
    if (direction !== 1 && direction !== -1) throw unsupported(`an index of kind ${String(direction)} on ${path}`);
    return { path, direction: direction as 1 | -1 };
  });
  if (fields.length === 0 || fields.length > 30) throw unsupported('an index on no field, or on more than 30');
  const name = (options?.['name'] as string | undefined) ?? defaultIndexName({ fields });
  const partial = partialOf(options?.['partialFilterExpression'], fields);
  return {
    name,
    fields,
    unique: options?.['unique'] === true,
    sparse: options?.['sparse'] === true,
    ...(partial && { partial }),
  };
};

/** The part of the native driver's Collection that exists here. Everything else throws, naming itself. */
export const createCollection = (name: string, file: SqliteFile, reader: DocumentReader) => {
  const call = async <Result>(procedure: string, args: unknown): Promise<Result> => {
    try {
      return await file.call<Result>(procedure, args);
    } catch (error) {
      throw asDriverError(error);
    }
  };

  const find = (filter: Filter = {}, options: Options = {}) => {
    refuseOptions('find', options, [...harmless, 'sort', 'limit', 'skip', 'projection', 'batchSize']);
    const project = projector(options['projection']);
    const run = (): Document[] => reader.find(name, filter, options).map(project);
    return refuseOthers({ toArray: async () => run() }, 'cursor');
  };

  const write = (filter: Filter, update: unknown, upsert: boolean, answer: UpdateArguments['answer']): Promise<UpdateResult> => {
    if (Array.isArray(update)) throw unsupported('an update that is a pipeline');
    const bytes = { filter: toBytes(filter), update: toBytes(update as object) };
    return call('update', { collection: name, ...bytes, upsert, answer } satisfies UpdateArguments);
  };

  const insert = (documents: readonly Document[], ordered: boolean): Promise<InsertResult> => {
    const args: InsertArguments = { collection: name, documents: documents.map(toBytes), ordered };
    return call('insert', args);
  };

  const updateOne = async (filter: Filter, update: unknown, options: Options = {}) => {
    refuseOptions('updateOne', options, [...harmless, 'upsert']);
    const { matchedCount, modifiedCount, upsertedId } = await write(filter, update, options['upsert'] === true, 'NONE');
    return { acknowledged: true, matchedCount, modifiedCount, upsertedId, upsertedCount: upsertedId === null ? 0 : 1 };
  };

  const findOneAndUpdate = async (filter: Filter, update: unknown, options: Options = {}) => {
    refuseOptions('findOneAndUpdate', options, [
      ...harmless,
      'upsert',
      'returnDocument',
      'returnOriginal',
      'projection',
      'includeResultMetadata',
    ]);
    const project = projector(options['projection']);
    const answer = options['returnDocument'] === 'after' || options['returnOriginal'] === false ? 'AFTER' : 'BEFORE';
    const { matchedCount, upsertedId, document } = await write(filter, update, options['upsert'] === true, answer);
    const value = document === null ? null : project(deserialize(document));
    if (options['includeResultMetadata'] !== true) return value;
    const lastErrorObject = {
      n: matchedCount === 0 && upsertedId === null ? 0 : 1,
      updatedExisting: matchedCount === 1,
      ...(upsertedId === null ? {} : { upserted: upsertedId }),
    };
    return { value, lastErrorObject, ok: 1 };
  };

  const indexes = () => {
    const own = reader.catalog(name)?.indexes ?? [];
    return [
      { v: 2, key: { _id: 1 }, name: '_id_' },
      ...own.map((index) => ({
        v: 2,
        key: keyPatternOf(index),
        name: index.name,
        ...(index.unique ? { unique: true } : {}),
        ...(index.sparse ? { sparse: true } : {}),
        ...(index.partial && { partialFilterExpression: { [index.partial.path]: { $gt: new Date(index.partial.after) } } }),
      })),
    ];
  };

  const createIndex = async (keys: unknown, options?: Options): Promise<string> => {
    const definition = definitionOf(keys, options);
    if (definition.fields.length === 1 && definition.fields[0]?.path === '_id') return '_id_';
    return (await call<{ name: string }>('createIndex', { collection: name, definition })).name;
  };

  const collection = {
    collectionName: name,
    namespace: `embedded.${name}`,
    find,
    findOne: async (filter: Filter = {}, options: Options = {}) =>
      (await find(filter, { ...options, limit: 1 }).toArray())[0] ?? null,
    countDocuments: async (filter: Filter = {}, options: Options = {}) => {
      refuseOptions('countDocuments', options, [...harmless, 'limit']);
      return reader.count(name, filter, options.limit ?? 0);
    },
    aggregate: (pipeline: readonly unknown[], options: Options = {}) => {
      refuseOptions('aggregate', options, harmless);
      return refuseOthers({ toArray: async () => [...reader.group(name, pipeline)] }, 'cursor');
    },
    insertOne: async (document: Document, options: Options = {}) => {
      refuseOptions('insertOne', options, harmless);
      const [error] = (await insert([document], true)).errors;
      if (error !== undefined) throw duplicateKeyError(error);
      return { acknowledged: true, insertedId: document['_id'] };
    },
    insertMany: async (documents: readonly Document[], options: Options = {}) => {
      refuseOptions('insertMany', options, [...harmless, 'ordered', 'rawResult', 'throwOnValidationError', 'limit']);
      const ordered = options['ordered'] !== false;
      const { errors } = await insert(documents, ordered);
      if (errors.length > 0) throw bulkError(errors, documents, ordered);
      const ids = documents.map(({ _id: id }, index) => [index, id]);
      return { acknowledged: true, insertedCount: documents.length, insertedIds: Object.fromEntries(ids) };
    },
    updateOne,
    findOneAndUpdate,
    deleteOne: async (filter: Filter, options: Options = {}) => {
      refuseOptions('deleteOne', options, harmless);
      const args: DeleteArguments = { collection: name, filter: toBytes(filter) };
      return { acknowledged: true, ...(await call<{ deletedCount: number }>('remove', args)) };
    },
    createIndex,
    createIndexes: (specs: readonly (Options & { readonly key: unknown })[]) =>
      Promise.all(specs.map(({ key, ...options }) => createIndex(key, options))),
    indexes: async () => indexes(),
    listIndexes: () => refuseOthers({ toArray: async () => indexes() }, 'cursor'),
  };
  return refuseOthers(collection, 'collection');
};
