import { deserialize, serialize } from 'bson';
import type Database from 'libsql';
import {
  createCatalogReader,
  documentTable,
  documentTableSchema,
  indexTable,
  keyPatternOf,
  type ReadCatalog,
  type StoredCollection,
  type StoredIndex,
} from './catalog.js';
import { entriesOf, entryIdentity, type IndexDefinition, type IndexEntry } from './index-entries.js';
import { duplicateKey, serverError } from './mongo-error.js';
import { type Document, missing, valueAt } from './paths.js';
import { unsupported } from './unsupported.js';

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
  /** Both throw where a unique index refuses; the caller's savepoint undoes what was written until then. */
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
  const statements = new Map<string, Database.Statement>();
  const statement = (sql: string): Database.Statement => {
    let known = statements.get(sql);
    if (known === undefined) {
      known = db.prepare(sql);
      if (sql.startsWith('SELECT')) known.raw();
      statements.set(sql, known);
    }
    return known;
  };
  const all = <Row>(sql: string, parameters: readonly unknown[]): Row[] => statement(sql).all(parameters) as Row[];
  const run = (sql: string, parameters: readonly unknown[]): void => {
    statement(sql).run(parameters);
  };

  const load: DocumentWriter['load'] = (collection, id) => {
    const [row] = all<[Uint8Array]>(`SELECT doc FROM ${documentTable(collection)} WHERE _id = ?`, [id]);
    return row?.[0];
  };

  const keyCondition = (count: number): string =>
    Array.from({ length: count }, (_, position) => `k${position} = ?`).join(' AND ');

  const addEntry: DocumentWriter['addEntry'] = (collection, index, document, { keys, absent }) => {
    const table = indexTable(collection, index.name);
    if (index.unique) {
      const [holder] = all<[string]>(`SELECT id FROM ${table} WHERE ${keyCondition(keys.length)}`, keys);
      if (holder !== undefined) {
        const values = index.fields.map(({ path }) => [path, valueAt(document, path)] as const);
        const keyValue = Object.fromEntries(values.map(([path, value]) => [path, value === missing ? null : value]));
        throw duplicateKey(`embedded.${collection}`, index.name, keyPatternOf(index), keyValue);
      }
    }
    const marks = keys.map(() => '?').join(', ');
    run(`INSERT INTO ${table} VALUES (${marks}, ?, ?)`, [...keys, idOf(document), absent]);
  };

  const removeEntry = (collection: string, index: IndexDefinition, id: string, { keys }: IndexEntry): void =>
    run(`DELETE FROM ${indexTable(collection, index.name)} WHERE ${keyCondition(keys.length)} AND id = ?`, [...keys, id]);

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

  const saveCatalog: DocumentWriter['saveCatalog'] = ({ name, indexes }) =>
    run('INSERT INTO catalog VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET indexes = excluded.indexes', [
      name,
      JSON.stringify(indexes),
    ]);

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
    for (const { index, removed } of changes)
      for (const entry of removed) removeEntry(collection.name, index, idOf(document), entry);
    for (const { index, added } of changes) for (const entry of added) addEntry(collection.name, index, document, entry);
    noteArrays(collection, changes);
  };

  return {
    readCatalog,
    saveCatalog,
    load,
    addEntry,
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
      const table = documentTable(collection.name);
      if (all(`SELECT 1 FROM ${table} WHERE _id = ?`, [id]).length > 0) {
        throw duplicateKey(`embedded.${collection.name}`, '_id_', { _id: 1 }, { _id: id });
      }
      const changes = changesOf(collection, undefined, document);
      writeEntries(collection, changes, document);
      run(`INSERT INTO ${table} VALUES (?, ?)`, [id, bytes]);
    },
    replace: (collection, before, after, bytes) => {
      writeEntries(collection, changesOf(collection, before, after), after);
      run(`UPDATE ${documentTable(collection.name)} SET doc = ? WHERE _id = ?`, [bytes, idOf(after)]);
    },
    remove: (collection, document) => {
      writeEntries(collection, changesOf(collection, document, undefined), document);
      run(`DELETE FROM ${documentTable(collection.name)} WHERE _id = ?`, [idOf(document)]);
    },
  };
};
