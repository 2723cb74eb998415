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
  readonly insert: Database.Statement;
  readonly remove: Database.Statement;
}

export interface WriteStatements {
  /** The collection's table must exist. */
  documents(collection: string): DocumentStatements;
  entries(collection: string, index: IndexDefinition): EntryStatements;
}

const keyCondition = (count: number): string => Array.from({ length: count }, (_, position) => `k${position} = ?`).join(' AND ');

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
    const keys = keyCondition(fields.length);
    const marks = fields.map(() => '?').join(', ');
    return {
      holder: db.prepare(`SELECT id FROM ${table} WHERE ${keys}`).raw(),
      insert: db.prepare(`INSERT INTO ${table} VALUES (${marks}, ?, ?)`),
      remove: db.prepare(`DELETE FROM ${table} WHERE ${keys} AND id = ?`),
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
