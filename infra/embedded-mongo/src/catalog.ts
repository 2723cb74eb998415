import type Database from 'libsql';
import type { IndexDefinition } from './index-entries.js';
import { unsupported } from './unsupported.js';

export interface StoredIndex extends IndexDefinition {
  /** The path that ever held an array in a document of this collection, or null. Never goes back to null. */
  readonly multikey: string | null;
}

export interface StoredCollection {
  readonly name: string;
  readonly indexes: readonly StoredIndex[];
}

export const catalogSchema = 'CREATE TABLE IF NOT EXISTS catalog (collection TEXT PRIMARY KEY, indexes TEXT NOT NULL)';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const documentTable = (collection: string): string => quoted(`documents:${collection}`);

export const indexTable = (collection: string, index: string): string => quoted(`index:${collection}:${index}`);

export const checkCollectionName = (name: string): void => {
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw unsupported(`the collection name ${JSON.stringify(name)}`);
};

export type ReadCatalog = (collection: string) => StoredCollection | undefined;

/** Reads the catalog anew each time, so that a rolled back change is never remembered; parses each text once. */
export const createCatalogReader = (db: Database.Database): ReadCatalog => {
  const select = db.prepare('SELECT indexes FROM catalog WHERE collection = ?').raw();
  const parsed = new Map<string, { readonly text: string; readonly collection: StoredCollection }>();
  return (name) => {
    const [text] = (select.get([name]) as [string] | undefined) ?? [];
    if (text === undefined) return undefined;
    const known = parsed.get(name);
    if (known?.text === text) return known.collection;
    const collection = { name, indexes: JSON.parse(text) as StoredIndex[] };
    parsed.set(name, { text, collection });
    return collection;
  };
};

/** `a_1_b_-1`, as MongoDB names an index that was given no name. */
export const defaultIndexName = ({ fields }: Pick<IndexDefinition, 'fields'>): string =>
  fields.map(({ path, direction }) => `${path}_${direction}`).join('_');

export const keyPatternOf = ({ fields }: Pick<IndexDefinition, 'fields'>): Record<string, 1 | -1> =>
  Object.fromEntries(fields.map(({ path, direction }) => [path, direction]));

/** An index is a table of its own: entries in key order, each naming its document. */
export const indexTableSchema = (collection: string, { name, fields, unique }: IndexDefinition): string => {
  const columns = fields.map((_, position) => `k${position} BLOB NOT NULL`).join(', ');
  const order = fields.map(({ direction }, position) => `k${position}${direction === -1 ? ' DESC' : ''}`);
  const primary = (unique ? order : [...order, 'id']).join(', ');
  return `CREATE TABLE ${indexTable(collection, name)} (${columns}, id TEXT NOT NULL, absent INTEGER NOT NULL, PRIMARY KEY (${primary})) WITHOUT ROWID`;
};

export const documentTableSchema = (collection: string): string =>
  `CREATE TABLE ${documentTable(collection)} (_id TEXT PRIMARY KEY NOT NULL, doc BLOB NOT NULL)`;
