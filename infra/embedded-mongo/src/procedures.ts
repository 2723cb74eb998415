import type Database from 'libsql';
import { applyUpdate, checkUpdate, type Update } from './apply-update.js';
import { catalogSchema, checkCollectionName, documentTable, indexTableSchema, keyPatternOf } from './catalog.js';
import type { IndexDefinition } from './index-entries.js';
import { matches } from './match.js';
import { serverError } from './mongo-error.js';
import { isOperatorObject } from './parse-filter.js';
import { lookAt } from './partial-update.js';
import type { Document } from './paths.js';
import { unsupported } from './unsupported.js';
import { checkSize, createDocumentWriter, decode, encode, idOf } from './write-documents.js';

export interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
  readonly keyPattern: Record<string, 1 | -1>;
  readonly keyValue: Record<string, unknown>;
}

export interface InsertArguments {
  readonly collection: string;
  readonly documents: readonly Uint8Array[];
  readonly ordered: boolean;
}

export interface InsertResult {
  readonly errors: readonly WriteError[];
}

export interface UpdateArguments {
  readonly collection: string;
  readonly filter: Uint8Array;
  readonly update: Uint8Array;
  readonly upsert: boolean;
  /** Which state of the document is wanted back: documents are dear to carry between threads. */
  readonly answer: 'NONE' | 'BEFORE' | 'AFTER';
}

export interface UpdateResult {
  readonly matchedCount: number;
  readonly modifiedCount: number;
  readonly upsertedId: string | null;
  /** In the state that was asked for; null where there was none, or none was asked for. */
  readonly document: Uint8Array | null;
}

export interface DeleteArguments {
  readonly collection: string;
  readonly filter: Uint8Array;
}

export interface CreateIndexArguments {
  readonly collection: string;
  readonly definition: IndexDefinition;
}

export const migrate = (db: Database.Database): void => {
  db.exec(catalogSchema);
};

/** The one document that a write is about: single-document writes name it. */
const idIn = (filter: Document): string => {
  const id = isOperatorObject(filter['_id']) ? filter['_id']['$eq'] : filter['_id'];
  if (typeof id !== 'string') throw unsupported('a write whose filter has no _id (a string) to equal');
  return id;
};

const fromFilter = (filter: Document): Document => {
  const document: Document = { _id: idIn(filter) };
  const equal = Object.entries(filter).flatMap(([path, value]): [string, unknown][] => {
    if (path === '_id') return [];
    if (!isOperatorObject(value)) return [[path, value]];
    return '$eq' in value ? [[path, value['$eq']]] : [];
  });
  applyUpdate(document, { $set: Object.fromEntries(equal) }, true);
  return document;
};

const unmatched: UpdateResult = { matchedCount: 0, modifiedCount: 0, upsertedId: null, document: null };

const sameDefinition = (a: IndexDefinition, b: IndexDefinition): boolean =>
  JSON.stringify([a.fields, a.unique, a.sparse, a.partial]) === JSON.stringify([b.fields, b.unique, b.sparse, b.partial]);

export const createProcedures = (db: Database.Database) => {
  const writer = createDocumentWriter(db);

  /** MongoDB keeps `_id` first; what arrives so is stored as it came. */
  const insertBytes = (name: string, bytes: Uint8Array): void => {
    const document = decode(bytes);
    const first = Object.keys(document)[0] === '_id';
    writer.insert(writer.ensure(name), document, first ? bytes : encode({ _id: idOf(document), ...document }));
  };

  const insert = ({ collection: name, documents, ordered }: InsertArguments): InsertResult => {
    checkCollectionName(name);
    const errors: WriteError[] = [];
    for (const [index, bytes] of documents.entries()) {
      try {
        insertBytes(name, bytes);
      } catch (error) {
        const known = error as Error & WriteError;
        if (known.code !== 11_000) throw error;
        errors.push({ index, code: 11_000, errmsg: known.message, keyPattern: known.keyPattern, keyValue: known.keyValue });
        if (ordered) break;
      }
    }
    return { errors };
  };

  const upsert = ({ collection: name, answer }: UpdateArguments, filter: Document, update: Update): UpdateResult => {
    const collection = writer.ensure(name);
    const document = fromFilter(filter);
    applyUpdate(document, update, true);
    if (document['_id'] !== idIn(filter))
      throw serverError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    const after = encode(document);
    writer.insert(collection, document, after);
    return { matchedCount: 0, modifiedCount: 0, upsertedId: idOf(document), document: answer === 'AFTER' ? after : null };
  };

  const updateWhole = (current: Document, change: Update): { readonly document: Document; readonly bytes: Uint8Array } => {
    const document = { ...current };
    applyUpdate(document, change, false);
    return { document, bytes: encode(document) };
  };

  const update = (args: UpdateArguments): UpdateResult => {
    checkCollectionName(args.collection);
    const filter = decode(args.filter);
    const change = checkUpdate(decode(args.update));
    const id = idIn(filter);
    const collection = writer.readCatalog(args.collection);
    const before = collection === undefined ? undefined : writer.load(args.collection, id);
    const looked = collection === undefined || before === undefined ? null : lookAt(collection, before, filter, change);
    const current = looked?.document ?? (before === undefined ? undefined : decode(before));
    if (collection === undefined || before === undefined || current === undefined || !matches(current, filter)) {
      if (args.upsert) return upsert(args, filter, change);
      return unmatched;
    }
    const { document: changed, bytes: after } = looked?.update(change) ?? updateWhole(current, change);
    if (changed['_id'] !== id)
      throw serverError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    checkSize(after);
    const modified = Buffer.compare(before, after) !== 0;
    if (modified) writer.replace(collection, current, changed, after);
    const document = args.answer === 'NONE' ? null : args.answer === 'BEFORE' ? before : after;
    return { matchedCount: 1, modifiedCount: modified ? 1 : 0, upsertedId: null, document };
  };

  const remove = ({ collection: name, filter: bytes }: DeleteArguments): { readonly deletedCount: number } => {
    const filter = decode(bytes);
    const id = idIn(filter);
    const collection = writer.readCatalog(name);
    const bytesKept = collection === undefined ? undefined : writer.load(name, id);
    const current = bytesKept === undefined ? undefined : decode(bytesKept);
    if (collection === undefined || current === undefined || !matches(current, filter)) return { deletedCount: 0 };
    writer.remove(collection, current);
    return { deletedCount: 1 };
  };

  const fill = (name: string, definition: IndexDefinition): string | null => {
    let multikey: string | null = null;
    let last = 0;
    const page = db.prepare(`SELECT rowid, doc FROM ${documentTable(name)} WHERE rowid > ? ORDER BY rowid LIMIT 100`).raw();
    for (;;) {
      const rows = page.all([last]) as [number, Uint8Array][];
      if (rows.length === 0) return multikey;
      for (const [rowid, bytes] of rows) {
        multikey = writer.index(name, definition, decode(bytes)) ?? multikey;
        last = rowid;
      }
    }
  };

  const createIndex = ({ collection: name, definition }: CreateIndexArguments): { readonly name: string } => {
    checkCollectionName(name);
    const collection = writer.ensure(name);
    const sameName = collection.indexes.find((index) => index.name === definition.name);
    if (sameName !== undefined) {
      if (sameDefinition(sameName, definition)) return { name: definition.name };
      throw serverError(86, `An existing index has the same name as the requested index: ${definition.name}`);
    }
    const keys = JSON.stringify(keyPatternOf(definition));
    const sameKeys = collection.indexes.find((index) => JSON.stringify(keyPatternOf(index)) === keys);
    if (sameKeys !== undefined) throw serverError(85, `Index already exists with a different name: ${sameKeys.name}`);
    db.exec(indexTableSchema(name, definition));
    const multikey = fill(name, definition);
    writer.saveCatalog({ name, indexes: [...collection.indexes, { ...definition, multikey }] });
    return { name: definition.name };
  };

  return { insert, update, remove, createIndex };
};
