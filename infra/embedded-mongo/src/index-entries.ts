import { encodedEmptyArray, encodedNull, encodeValue } from './encode-value.js';
import { serverError } from './mongo-error.js';
import { type Document, missing, valueAt } from './paths.js';

export interface IndexField {
  readonly path: string;
  readonly direction: 1 | -1;
}

export interface IndexDefinition {
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
}

export interface IndexEntry {
  readonly keys: readonly Buffer[];
  /** Bit i is set where the document has no value at the i-th path: null and missing share their key. */
  readonly absent: number;
}

export interface DocumentEntries {
  readonly entries: readonly IndexEntry[];
  /** The path whose array gave several entries. */
  readonly multikey: string | null;
}

const distinctKeys = (values: readonly unknown[]): readonly Buffer[] => {
  if (values.length === 0) return [encodedEmptyArray];
  return [...new Map(values.map(encodeValue).map((key) => [key.toString('latin1'), key])).values()];
};

/** What one document contributes to one index. */
export const entriesOf = ({ fields, sparse }: IndexDefinition, document: Document): DocumentEntries => {
  let multikey: string | null = null;
  let absent = 0;
  let rows: readonly (readonly Buffer[])[] = [[]];
  fields.forEach(({ path }, position) => {
    const value = valueAt(document, path);
    if (value === missing) absent |= 1 << position;
    if (Array.isArray(value)) {
      if (multikey !== null) throw serverError(171, `cannot index parallel arrays [${path}] [${multikey}]`);
      multikey = path;
    }
    const keys = value === missing ? [encodedNull] : Array.isArray(value) ? distinctKeys(value) : [encodeValue(value)];
    rows = rows.flatMap((row) => keys.map((key) => [...row, key]));
  });
  if (sparse && absent === (1 << fields.length) - 1) return { entries: [], multikey };
  return { entries: rows.map((keys) => ({ keys, absent })), multikey };
};

/** Identifies an entry among those of the same document and index. */
export const entryIdentity = ({ keys, absent }: IndexEntry): string =>
  `${absent}|${keys.map((key) => `${key.length}:${key.toString('latin1')}`).join('')}`;
