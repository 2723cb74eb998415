import type { Problem } from './problem.js';
import type { RawRow } from './read-files.js';
import { type Column, type TableName, tables } from './tables.js';

type ValueOf<Of extends Column> = Of['kind'] extends 'flag'
  ? boolean
  : Of['kind'] extends 'number'
    ? number
    : Of['kind'] extends 'list'
      ? readonly string[]
      : string;

/** A row's values, each of its column's kind; null where it was left out. */
export type RowOf<Name extends TableName> = {
  readonly [Field in keyof (typeof tables)[Name]]: (typeof tables)[Name][Field] extends { readonly optional: true }
    ? ValueOf<(typeof tables)[Name][Field] & Column> | null
    : ValueOf<(typeof tables)[Name][Field] & Column>;
};

export interface Placed<Row> {
  readonly file: string;
  readonly line: number;
  readonly row: Row;
}

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  是: true,
  false: false,
  no: false,
  '0': false,
  否: false,
};

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00.000Z`).toISOString().startsWith(value);

/** The value, or why it is none. */
const readers: Readonly<Record<Column['kind'], (value: unknown) => unknown>> = {
  text: (value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() : new Error('a text is expected'),
  day: (value) => (typeof value === 'string' && validDay(value) ? value : new Error('a day is written YYYY-MM-DD')),
  flag: (value) => flags[String(value).toLowerCase()] ?? new Error('expected true or false'),
  number: (value) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : new Error('a whole number is expected')),
  list: (value) =>
    Array.isArray(value)
      ? value.map(String)
      : String(value)
          .split(/[\s|,;、]+/)
          .filter((each) => each !== ''),
};

const validDay = (value: string): boolean => {
  try {
    return isDay(value);
  } catch {
    return false;
  }
};

const isLeftOut = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The rows of one table; what is wrong with a row is added to the problems, and the row left out. */
export const readRows = <Name extends TableName>(
  name: Name,
  raw: readonly RawRow[],
  problems: Problem[],
): readonly Placed<RowOf<Name>>[] => {
  const columns: Readonly<Record<string, Column>> = tables[name];
  return raw.flatMap(({ file, line, values }) => {
    const found: Problem[] = [];
    const tell = (code: string, message: string): void => void found.push({ file, line, code, message });
    for (const column of Object.keys(values))
      if (!Object.hasOwn(columns, column)) tell('column', `there is no column "${column}"`);
    const row = Object.entries(columns).map(([column, { kind, optional }]) => {
      const value = values[column];
      if (isLeftOut(value)) {
        if (!optional) tell('column', `"${column}" is missing`);
        return [column, null] as const;
      }
      const given = readers[kind](value);
      if (given instanceof Error) tell('value', `"${column}": ${given.message}`);
      return [column, given] as const;
    });
    problems.push(...found);
    return found.length > 0 ? [] : [{ file, line, row: Object.fromEntries(row) as RowOf<Name> }];
  });
};
