import { deserialize, serialize } from 'bson';
import type Database from 'libsql';
import {
  createCatalogReader,
  documentTableSchema,
  keyPatternOf,
  type ReadCatalog,
  type StoredCollection,
  type StoredIndex,
} from './catalog.js';
import { entriesOf, entryIdentity, type IndexDefinition, type IndexEntry } from './index-entries.js';
import { duplicateKey, serverError } from './mongo-error.js';
import { type Document, missing, valueAt } from './paths.js';
import { unsupported } from './unsupported.js';
import { createWriteStatements } from './write-statements.js';

/** Entries written or removed by one statement. */
const mostEntries = 16;

const maximumBytes = 16 * 1024 * 1024;

export const decode = (bytes: Uint8Array): Document => deserialize(bytes, { promoteLongs: false }) as Document;

export const encode = (document: Document): Uint8Array => {
  const bytes = serialize(document, { ignoreUndefined: false });
  if (bytes.length > maximumBytes)
    throw serverError(10_334, `BSONObj size: ${bytes.length} is invalid, the limit is ${maximumBytes}`);
  return bytes;
};

/** Writes documents together with the entries of all their indexes. Every method runs inside the caller's transaction. */
export interface DocumentWriter {
  readonly readCatalog: ReadCatalog;
  /** The collection, created where it is missing. */
  ensure(name: string): StoredCollection;
  saveCatalog(collection: StoredCollection): void;
  /** The document's bytes as they are stored. */
  load(collection: string, id: string): Uint8Array | undefined;
  /** Both throw where a unique index refuses; nothing is written then. */
  insert(collection: StoredCollection, document: Document, bytes: Uint8Array): void;
  replace(collection: StoredCollection, before: Document, after: Document, bytes: Uint8Array): void;
  remove(collection: StoredCollection, document: Document): void;
  addEntry(collection: string, index: IndexDefinition, document: Document, entry: IndexEntry): void;
}

interface IndexChange {
  readonly index: StoredIndex;
  readonly multikey: string | null;
  readonly removed: readonly IndexEntry[];
  readonly added: readonly IndexEntry[];
}

/** True only where two values certainly have the same keys; whatever costs more to compare is encoded. */
const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, position) => item === b[position]);
};

export const idOf = (document: Document): string => {
  const id = document['_id'];
  if (typeof id !== 'string' || id === '' || id.includes('\0'))
    throw unsupported(`an _id other than a non-empty string (${String(id)})`);
  return id;
};

export const createDocumentWriter = (db: Database.Database): DocumentWriter => {
  const readCatalog = createCatalogReader(db);
  const statements = createWriteStatements(db);
  const saving = db.prepare(
    'INSERT INTO catalog VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET indexes = excluded.indexes',
  );

  const load: DocumentWriter['load'] = (collection, id) =>
    (statements.documents(collection).load.get([id]) as [Uint8Array] | undefined)?.[0];

  /** Asked of all that a write would add before it changes anything: what is refused leaves no trace. */
  const checkFree = (collection: string, index: IndexDefinition, document: Document, { keys }: IndexEntry): void => {
    if (!index.unique) return;
    const [holder] = (statements.entries(collection, index).holder.get(keys) as [string] | undefined) ?? [];
    if (holder === undefined || holder === idOf(document)) return;
    const values = index.fields.map(({ path }) => [path, valueAt(document, path)] as const);
    const keyValue = Object.fromEntries(values.map(([path, value]) => [path, value === missing ? null : value]));
    throw duplicateKey(`embedded.${collection}`, index.name, keyPatternOf(index), keyValue);
  };

  const addEntries = (collection: string, index: IndexDefinition, id: string, entries: readonly IndexEntry[]): void => {
    const { insert } = statements.entries(collection, index);
    for (let from = 0; from < entries.length; from += mostEntries) {
      const some = entries.slice(from, from + mostEntries);
      insert(some.length).run(some.flatMap(({ keys, absent }) => [...keys, id, absent]));
    }
  };

  /** Entries of one document differ only where an array gave them. */
  const removeEntries = (collection: string, index: StoredIndex, id: string, entries: readonly IndexEntry[]): void => {
    const { remove } = statements.entries(collection, index);
    const position = Math.max(
      0,
      index.fields.findIndex(({ path }) => path === index.multikey),
    );
    for (let from = 0; from < entries.length; from += mostEntries) {
      const some = entries.slice(from, from + mostEntries);
      const others = some[0]?.keys.filter((_, at) => at !== position) ?? [];
      remove(position, some.length).run([...some.map(({ keys }) => keys[position]), ...others, id]);
    }
  };

  const changesOf = (
    collection: StoredCollection,
    before: Document | undefined,
    after: Document | undefined,
  ): readonly IndexChange[] =>
    collection.indexes.map((index) => {
      if (
        before !== undefined &&
        after !== undefined &&
        index.fields.every(({ path }) => sameValue(valueAt(before, path), valueAt(after, path)))
      ) {
        return { index, multikey: null, removed: [], added: [] };
      }
      const old = before === undefined ? undefined : entriesOf(index, before);
      const fresh = after === undefined ? undefined : entriesOf(index, after);
      const had = new Set(old?.entries.map(entryIdentity));
      const has = new Set(fresh?.entries.map(entryIdentity));
      return {
        index,
        multikey: fresh?.multikey ?? null,
        removed: old?.entries.filter((entry) => !has.has(entryIdentity(entry))) ?? [],
        added: fresh?.entries.filter((entry) => !had.has(entryIdentity(entry))) ?? [],
      };
    });

  const saveCatalog: DocumentWriter['saveCatalog'] = ({ name, indexes }) => {
    saving.run([name, JSON.stringify(indexes)]);
  };

  /** Remembers which paths hold arrays: the reader's plans depend on it. */
  const noteArrays = (collection: StoredCollection, changes: readonly IndexChange[]): void => {
    const news = changes.filter(({ index, multikey }) => multikey !== null && multikey !== index.multikey);
    if (news.length === 0) return;
    for (const { index, multikey } of news) {
      if (index.multikey !== null)
        throw unsupported(`arrays at both ${index.multikey} and ${multikey} of the index ${index.name}`);
    }
    saveCatalog({
      name: collection.name,
      indexes: changes.map(({ index, multikey }) => ({ ...index, multikey: index.multikey ?? multikey })),
    });
  };

  const writeEntries = (collection: StoredCollection, changes: readonly IndexChange[], document: Document): void => {
    for (const { index, added } of changes) for (const entry of added) checkFree(collection.name, index, document, entry);
    const id = idOf(document);
    for (const { index, removed } of changes) removeEntries(collection.name, index, id, removed);
    for (const { index, added } of changes) addEntries(collection.name, index, id, added);
    noteArrays(collection, changes);
  };

  return {
    readCatalog,
    saveCatalog,
    load,
    addEntry: (collection, index, document, entry) => {
      checkFree(collection, index, document, entry);
      addEntries(collection, index, idOf(document), [entry]);
    },
    ensure: (name) => {
      const known = readCatalog(name);
      if (known !== undefined) return known;
      db.exec(documentTableSchema(name));
      const collection = { name, indexes: [] };
      saveCatalog(collection);
      return collection;
    },
    insert: (collection, document, bytes) => {
      const id = idOf(document);
      const { exists, insert } = statements.documents(collection.name);
      if (exists.get([id]) !== undefined) {
        throw duplicateKey(`embedded.${collection.name}`, '_id_', { _id: 1 }, { _id: id });
      }
      const changes = changesOf(collection, undefined, document);
      writeEntries(collection, changes, document);
      insert.run([id, bytes]);
    },
    replace: (collection, before, after, bytes) => {
      writeEntries(collection, changesOf(collection, before, after), after);
      statements.documents(collection.name).update.run([bytes, idOf(after)]);
    },
    remove: (collection, document) => {
      writeEntries(collection, changesOf(collection, document, undefined), document);
      statements.documents(collection.name).remove.run([idOf(document)]);
    },
  };
};
