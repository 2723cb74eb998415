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
  /**
   * So many entries of one document that differ in the column at `position` only: the keys of the other columns in their order,
   * the id, what is absent, then the keys of that column.
   */
  insert(position: number, count: number): Database.Statement;
  /** The same entries: the keys of the other columns, the id, then the keys of the column at `position`. */
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
    const perColumn = (make: (varying: string, count: number) => Database.Statement) => {
      const made = columns.map((varying) => keyed((count: number) => make(varying, count)));
      return (position: number, count: number): Database.Statement => {
        const statement = made[position]?.(count);
        if (statement === undefined) throw new RangeError(`${name} has no column ${position}`);
        return statement;
      };
    };
    return {
      holder: db.prepare(`SELECT id FROM ${table} WHERE ${equal(columns)}`).raw(),
      insert: perColumn((varying, count) => {
        const selected = columns.map((column) => (column === varying ? 'column1' : '?')).join(', ');
        const values = Array.from({ length: count }, () => '(?)').join(', ');
        return db.prepare(`INSERT INTO ${table} SELECT ${selected}, ?, ? FROM (VALUES ${values})`);
      }),
      remove: perColumn((varying, count) => {
        const others = [...columns.filter((column) => column !== varying), 'id'];
        return db.prepare(`DELETE FROM ${table} WHERE ${equal(others)} AND ${varying} IN (${marks(count)})`);
      }),
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
