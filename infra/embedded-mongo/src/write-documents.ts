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
import { changeOf, type DocumentEntries, entriesOf, type IndexDefinition, type KeysOf, keysIn } from './index-entries.js';
import { duplicateKey, serverError } from './mongo-error.js';
import { type Document, missing, valueAt } from './paths.js';
import { unsupported } from './unsupported.js';
import { createWriteStatements } from './write-statements.js';

/** Entries written or removed by one statement. */
const mostEntries = 16;

const maximumBytes = 16 * 1024 * 1024;

export const decode = (bytes: Uint8Array): Document => deserialize(bytes, { promoteLongs: false }) as Document;

export const checkSize = (bytes: Uint8Array): void => {
  if (bytes.length > maximumBytes)
    throw serverError(10_334, `BSONObj size: ${bytes.length} is invalid, the limit is ${maximumBytes}`);
};

export const encode = (document: Document): Uint8Array => {
  const bytes = serialize(document, { ignoreUndefined: false });
  checkSize(bytes);
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
  /** Throws where a unique index refuses. Answers the path whose array gave several entries. */
  index(collection: string, index: IndexDefinition, document: Document): string | null;
}

interface IndexChange {
  readonly index: StoredIndex;
  /** Null where the index has nothing of the document, or nothing changed. */
  readonly removed: DocumentEntries | null;
  readonly added: DocumentEntries | null;
}

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
  const checkFree = (collection: string, index: IndexDefinition, document: Document, entries: DocumentEntries): void => {
    if (!index.unique) return;
    const { holder } = statements.entries(collection, index);
    for (const key of entries.varying) {
      const [id] = (holder.get(entries.keys.with(entries.position, key)) as [string] | undefined) ?? [];
      if (id === undefined || id === idOf(document)) continue;
      const values = index.fields.map(({ path }) => [path, valueAt(document, path)] as const);
      const keyValue = Object.fromEntries(values.map(([path, value]) => [path, value === missing ? null : value]));
      throw duplicateKey(`embedded.${collection}`, index.name, keyPatternOf(index), keyValue);
    }
  };

  const addEntries = (collection: string, index: IndexDefinition, id: string, entries: DocumentEntries): void => {
    const { keys, position, varying, absent } = entries;
    const { insert } = statements.entries(collection, index);
    const others = keys.filter((_, at) => at !== position);
    for (let from = 0; from < varying.length; from += mostEntries) {
      const some = varying.slice(from, from + mostEntries);
      insert(position, some.length).run([...others, id, absent, ...some]);
    }
  };

  const removeEntries = (collection: string, index: IndexDefinition, id: string, entries: DocumentEntries): void => {
    const { keys, position, varying } = entries;
    const { remove } = statements.entries(collection, index);
    const others = keys.filter((_, at) => at !== position);
    for (let from = 0; from < varying.length; from += mostEntries) {
      const some = varying.slice(from, from + mostEntries);
      remove(position, some.length).run([...others, id, ...some]);
    }
  };

  const changesOf = (
    collection: StoredCollection,
    before: Document | undefined,
    after: Document | undefined,
  ): readonly IndexChange[] => {
    const had = before === undefined ? undefined : keysIn(before);
    const has = after === undefined ? undefined : keysIn(after, had);
    const isUnchanged = ({ fields }: IndexDefinition, one: KeysOf, other: KeysOf): boolean =>
      fields.every(({ path }) => one(path) === other(path));
    return collection.indexes.map((index) => {
      if (had !== undefined && has !== undefined) {
        if (isUnchanged(index, had, has)) return { index, removed: null, added: null };
        return { index, ...changeOf(entriesOf(index, had), entriesOf(index, has)) };
      }
      return { index, removed: had ? entriesOf(index, had) : null, added: has ? entriesOf(index, has) : null };
    });
  };

  const saveCatalog: DocumentWriter['saveCatalog'] = ({ name, indexes }) => {
    saving.run([name, JSON.stringify(indexes)]);
  };

  /** Remembers which paths hold arrays: the reader's plans depend on it. */
  const noteArrays = (collection: StoredCollection, changes: readonly IndexChange[]): void => {
    const arrayIn = ({ added }: IndexChange): string | null => added?.multikey ?? null;
    const news = changes.filter((change) => arrayIn(change) !== null && arrayIn(change) !== change.index.multikey);
    if (news.length === 0) return;
    for (const change of news) {
      const { index } = change;
      if (index.multikey !== null)
        throw unsupported(`arrays at both ${index.multikey} and ${arrayIn(change)} of the index ${index.name}`);
    }
    saveCatalog({
      name: collection.name,
      indexes: changes.map((change) => ({ ...change.index, multikey: change.index.multikey ?? arrayIn(change) })),
    });
  };

  const writeEntries = (collection: StoredCollection, changes: readonly IndexChange[], document: Document): void => {
    for (const { index, added } of changes) if (added !== null) checkFree(collection.name, index, document, added);
    const id = idOf(document);
    for (const { index, removed } of changes) if (removed !== null) removeEntries(collection.name, index, id, removed);
    for (const { index, added } of changes) if (added !== null) addEntries(collection.name, index, id, added);
    noteArrays(collection, changes);
  };

  return {
    readCatalog,
    saveCatalog,
    load,
    index: (collection, index, document) => {
      const entries = entriesOf(index, keysIn(document));
      checkFree(collection, index, document, entries);
      addEntries(collection, index, idOf(document), entries);
      return entries.multikey;
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
