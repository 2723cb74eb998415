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
  /** Only documents whose date at the path is later (ms since the epoch) have entries. */
  readonly partial?: { readonly path: string; readonly after: number };
}

/** Entries of one document in one index: at most one of its fields holds an array, so they differ in one key only. */
export interface DocumentEntries {
  /** One a field; what stands at `position` is not looked at. */
  readonly keys: readonly Buffer[];
  /** The field whose array gave several entries; the first where none did. */
  readonly position: number;
  /** The keys of that field, distinct: one an entry. */
  readonly varying: readonly Buffer[];
  /** Bit i is set where the document has no value at the i-th path: null and missing share their key. */
  readonly absent: number;
  /** The path whose array gave several entries. */
  readonly multikey: string | null;
}

interface PathKeys {
  readonly value: unknown;
  keys(): readonly Buffer[];
}

/** The keys of a document by path: encoded when they are first asked for, and once however many indexes hold the path. */
export type KeysOf = (path: string) => PathKeys;

const distinct = (keys: readonly Buffer[]): readonly Buffer[] =>
  keys.length === 1 ? keys : [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];

const encodeAll = (value: unknown): readonly Buffer[] => {
  if (value === missing) return [encodedNull];
  if (!Array.isArray(value)) return [encodeValue(value)];
  return value.length === 0 ? [encodedEmptyArray] : distinct(value.map(encodeValue));
};

/** True only where two values certainly have the same keys; whatever costs more to compare is encoded. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, position) => item === b[position]);
};

/** Where `before` has the very same value, the answer is the very same object. */
export const keysIn = (document: Document, before?: KeysOf): KeysOf => {
  const known = new Map<string, PathKeys>();
  const read = (path: string): PathKeys => {
    const value = valueAt(document, path);
    const earlier = before?.(path);
    if (earlier !== undefined && isSame(earlier.value, value)) return earlier;
    let keys: readonly Buffer[] | undefined;
    return {
      value,
      keys: () => {
        keys ??= encodeAll(value);
        return keys;
      },
    };
  };
  return (path) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
};

const isLeftOut = ({ partial }: IndexDefinition, keysOf: KeysOf): boolean => {
  if (partial === undefined) return false;
  const { value } = keysOf(partial.path);
  return !(value instanceof Date) || value.getTime() <= partial.after;
};

/**
 * What one document contributes to one index. An empty array has no entry, unless it must be unique: those entries would lie all
 * over a large index, and `planQuery` uses none for a query that says nothing of the array.
 */
export const entriesOf = (index: IndexDefinition, keysOf: KeysOf): DocumentEntries => {
  const { fields, sparse, unique } = index;
  let multikey: string | null = null;
  let position = 0;
  let absent = 0;
  const keys = fields.map(({ path }, at) => {
    const { value, keys: encoded } = keysOf(path);
    if (value === missing) absent |= 1 << at;
    if (Array.isArray(value)) {
      if (multikey !== null) throw serverError(171, `cannot index parallel arrays [${path}] [${multikey}]`);
      multikey = path;
      position = at;
    }
    return encoded();
  });
  const isEmpty = multikey !== null && keys[position]?.[0] === encodedEmptyArray;
  const left = (sparse && absent === (1 << fields.length) - 1) || (isEmpty && !unique) || isLeftOut(index, keysOf);
  return {
    keys: keys.map(([first]) => first ?? encodedNull),
    position,
    varying: left ? [] : (keys[position] ?? []),
    absent,
    multikey,
  };
};

const without = (entries: DocumentEntries, others: DocumentEntries): DocumentEntries => {
  const left = new Set(others.varying.map((key) => key.toString('latin1')));
  return { ...entries, varying: entries.varying.filter((key) => !left.has(key.toString('latin1'))) };
};

export interface EntriesChange {
  readonly removed: DocumentEntries;
  readonly added: DocumentEntries;
}

/** Which entries go and which come. Where more than the varying key differs, all do. */
export const changeOf = (before: DocumentEntries, after: DocumentEntries): EntriesChange => {
  const alike =
    before.position === after.position &&
    before.absent === after.absent &&
    before.keys.every((key, at) => at === before.position || key === after.keys[at] || key.equals(after.keys[at] ?? encodedNull));
  return alike ? { removed: without(before, after), added: without(after, before) } : { removed: before, added: after };
};
