import { isDeepStrictEqual } from 'node:util';
import { Query } from 'mingo';
import { update as mingoUpdate } from 'mingo/updater';

export type Doc = Record<string, unknown> & { _id: string };

const typeOrder = (value: unknown): number => {
  if (Array.isArray(value)) return value.length === 0 ? 0 : 5;
  if (value === undefined || value === null) return 1;
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return 3;
  if (typeof value === 'boolean') return 6;
  return value instanceof Date ? 7 : 4;
};

/** MongoDB's documented order of types, then of values. Its own, since mingo orders strings by UTF-16 units. */
export const compareValues = (a: unknown, b: unknown): number => {
  const [left, right] = [typeOrder(a), typeOrder(b)];
  if (left !== right) return left - right;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (left === 0 || left === 1) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return Number(a) === Number(b) ? 0 : Number(a) < Number(b) ? -1 : 1;
};

export interface Query1 {
  readonly filter: Record<string, unknown>;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly limit?: number;
  readonly skip?: number;
}

export interface Change {
  readonly filter: { readonly _id: string } & Record<string, unknown>;
  readonly update: Record<string, Record<string, unknown>>;
  readonly upsert: boolean;
}

export interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: string | null;
  readonly code: number | null;
}

const copy = <Value>(value: Value): Value => structuredClone(value);

const operand = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'));

/**
 * MongoDB's answers over an array: mingo for what it gets right. Known to differ from MongoDB, and so decided here:
 * `{$lte: null}` and `{$gte: null}` (MongoDB: as equality with null, missing included), NaN, and order.
 */
export const createOracle = () => {
  const documents = new Map<string, Doc>();

  const meets = (document: Doc, path: string, operator: string, wanted: unknown): boolean => {
    const values = Array.isArray(document[path]) ? (document[path] as unknown[]) : [document[path]];
    if (operator === '$lte' || operator === '$gte' || operator === '$lt' || operator === '$gt') {
      const same = values.filter((value) => typeOrder(value) === typeOrder(wanted));
      return same.some((value) => {
        if (Number.isNaN(value)) return false;
        const order = compareValues(value, wanted);
        return operator === '$lt' ? order < 0 : operator === '$gt' ? order > 0 : operator === '$lte' ? order <= 0 : order >= 0;
      });
    }
    return new Query({ [path]: { [operator]: wanted } }).test(document);
  };

  const matches = (document: Doc, filter: Record<string, unknown>): boolean =>
    Object.entries(filter).every(([path, value]) => {
      if (!operand(value)) return new Query({ [path]: value }).test(document);
      return Object.entries(value).every(([operator, wanted]) => meets(document, path, operator, wanted));
    });

  const matching = (filter: Record<string, unknown>): Doc[] =>
    [...documents.values()].filter((document) => matches(document, filter));

  const sorted = ({ filter, sort = {}, limit = 0, skip = 0 }: Query1): Doc[] => {
    const found = matching(filter);
    found.sort((a, b) => {
      for (const [path, direction] of Object.entries(sort)) {
        const order = direction * compareValues(a[path], b[path]);
        if (order !== 0) return order;
      }
      return 0;
    });
    return limit === 0 ? found : found.slice(skip, skip + limit);
  };

  const codeTaken = (document: Doc): boolean =>
    'code' in document &&
    [...documents.values()].some((other) => other._id !== document._id && isDeepStrictEqual(other['code'], document['code']));

  const store = (document: Doc): boolean => {
    if (codeTaken(document)) return false;
    documents.set(document._id, document);
    return true;
  };

  const failed = (code: number): Outcome => ({ matched: 0, modified: 0, upsertedId: null, code });

  return {
    documents,
    matching,
    sorted,
    insert: (document: Doc): number | null => {
      if (documents.has(document._id)) return 11_000;
      return store(copy(document)) ? null : 11_000;
    },
    update: ({ filter, update, upsert }: Change): Outcome => {
      const { $setOnInsert: onInsert, ...rest } = update;
      const current = documents.get(filter._id);
      const change = (document: Doc, operators: object): void => {
        for (const [operator, changes] of Object.entries(operators))
          mingoUpdate(document, { [operator]: copy(changes) } as never);
      };
      if (current !== undefined && matches(current, filter)) {
        const next = copy(current);
        change(next, rest);
        const modified = isDeepStrictEqual(next, current) ? 0 : 1;
        return store(next) ? { matched: 1, modified, upsertedId: null, code: null } : failed(11_000);
      }
      if (!upsert) return { matched: 0, modified: 0, upsertedId: null, code: null };
      if (current !== undefined) return failed(11_000);
      const equal = Object.entries(filter).flatMap(([path, value]) =>
        operand(value) ? ('$eq' in value ? [[path, value['$eq']]] : []) : [[path, value]],
      );
      const fresh = copy(Object.fromEntries(equal)) as Doc;
      change(fresh, { ...rest, ...(onInsert === undefined ? {} : { $set: { ...rest['$set'], ...onInsert } }) });
      return store(fresh) ? { matched: 0, modified: 0, upsertedId: filter._id, code: null } : failed(11_000);
    },
    remove: (filter: { readonly _id: string } & Record<string, unknown>): number => {
      const current = documents.get(filter._id);
      if (current === undefined || !matches(current, filter)) return 0;
      documents.delete(filter._id);
      return 1;
    },
    group: (filter: Record<string, unknown>, path: string): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const document of matching(filter)) {
        const key = JSON.stringify(document[path] ?? null);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return counts;
    },
  };
};

export type Oracle = ReturnType<typeof createOracle>;
