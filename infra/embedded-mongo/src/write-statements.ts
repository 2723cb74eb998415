import type Database from 'libsql';
import { documentTable, indexTable } from './catalog.js';
import type { IndexDefinition } from './index-entries.js';

export interface DocumentStatements {
  readonly load: Database.Statement;
  readonly exists: Database.Statement;
  readonly insert: Database.Statement;
  readonly update: Database.Statement;
  readonly remove: Database.Statement;
}

export interface EntryStatements {
  /** The document that holds these keys. */
  readonly holder: Database.Statement;
  /** So many entries at once, all their columns one after the other. */
  insert(count: number): Database.Statement;
  /**
   * Entries of one document that differ in the column at `position` only: so many keys of that column, then the keys of the
   * others in their order, then the id.
   */
  remove(position: number, count: number): Database.Statement;
}

export interface WriteStatements {
  /** The collection's table must exist. */
  documents(collection: string): DocumentStatements;
  entries(collection: string, index: IndexDefinition): EntryStatements;
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

const keyed = <Key>(make: (key: Key) => Database.Statement): ((key: Key) => Database.Statement) => {
  const known = new Map<Key, Database.Statement>();
  return (key) => {
    const statement = known.get(key) ?? make(key);
    known.set(key, statement);
    return statement;
  };
};

/** What writes say, prepared once. */
export const createWriteStatements = (db: Database.Database): WriteStatements => {
  const ofDocuments = new Map<string, DocumentStatements>();
  const ofEntries = new Map<string, EntryStatements>();

  const prepareDocuments = (collection: string): DocumentStatements => {
    const table = documentTable(collection);
    return {
      load: db.prepare(`SELECT doc FROM ${table} WHERE _id = ?`).raw(),
      exists: db.prepare(`SELECT 1 FROM ${table} WHERE _id = ?`).raw(),
      insert: db.prepare(`INSERT INTO ${table} VALUES (?, ?)`),
      update: db.prepare(`UPDATE ${table} SET doc = ? WHERE _id = ?`),
      remove: db.prepare(`DELETE FROM ${table} WHERE _id = ?`),
    };
  };

  const prepareEntries = (collection: string, { name, fields }: IndexDefinition): EntryStatements => {
    const table = indexTable(collection, name);
    const columns = fields.map((_, position) => `k${position}`);
    const equal = (names: readonly string[]): string => names.map((column) => `${column} = ?`).join(' AND ');
    const row = `(${marks(fields.length + 2)})`;
    const removing = columns.map((varying) =>
      keyed((count: number) => {
        const others = [...columns.filter((column) => column !== varying), 'id'];
        return db.prepare(`DELETE FROM ${table} WHERE ${varying} IN (${marks(count)}) AND ${equal(others)}`);
      }),
    );
    return {
      holder: db.prepare(`SELECT id FROM ${table} WHERE ${equal(columns)}`).raw(),
      insert: keyed((count: number) =>
        db.prepare(`INSERT INTO ${table} VALUES ${Array.from({ length: count }, () => row).join(', ')}`),
      ),
      remove: (position, count) => {
        const statement = removing[position]?.(count);
        if (statement === undefined) throw new RangeError(`${name} has no column ${position}`);
        return statement;
      },
    };
  };

  return {
    documents: (collection) => {
      const known = ofDocuments.get(collection) ?? prepareDocuments(collection);
      ofDocuments.set(collection, known);
      return known;
    },
    entries: (collection, index) => {
      const place = `${collection}/${index.name}`;
      const known = ofEntries.get(place) ?? prepareEntries(collection, index);
      ofEntries.set(place, known);
      return known;
    },
  };
};
