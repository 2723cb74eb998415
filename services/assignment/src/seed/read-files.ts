import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from './problem.js';
import { neededTables, type TableName, tableNames } from './tables.js';

/** A row as it was typed. */
export interface RawRow {
  readonly file: string;
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface RawDistrict {
  readonly rows: Readonly<Record<TableName, readonly RawRow[]>>;
  /** Versions of policy numbers, the first one first; as they were typed. */
  readonly policies: readonly RawRow[];
  readonly problems: readonly Problem[];
}

const policyName = 'policy';

/** Lists, from JSON or from CSV with a heading line; blank lines and a byte order mark do not matter. */
const rowsOf = (file: string, text: string): readonly RawRow[] => {
  if (extname(file) === '.json') return itemsOf(file, JSON.parse(text));
  const records = parse(text, {
    bom: true,
    relax_column_count_less: true,
    columns: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
  }) as unknown as readonly {
    readonly record: Readonly<Record<string, string>>;
    readonly info: { readonly lines: number };
  }[];
  return records.map(({ record, info }) => ({ file, line: info.lines, values: record }));
};

const itemsOf = (file: string, list: unknown): readonly RawRow[] => {
  if (!Array.isArray(list)) throw new SyntaxError('it is no list');
  return (list as readonly unknown[]).map((item, at) => ({
    file,
    line: at + 1,
    values: typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Readonly<Record<string, unknown>>) : {},
  }));
};

const noRows = (): Record<TableName, readonly RawRow[]> =>
  Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as Record<TableName, readonly RawRow[]>;

const readOne = (path: string, file: string, read: (text: string) => void, problems: Problem[]): void => {
  try {
    read(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    const line = error instanceof CsvError ? Number((error as { readonly lines?: number }).lines ?? 0) : 0;
    problems.push({
      file,
      line,
      code: 'file',
      message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
};

/** One file that holds all tables by name. */
const readWhole = (path: string): RawDistrict => {
  const [file, problems, rows] = [basename(path), [] as Problem[], noRows()];
  let policies: readonly RawRow[] = [];
  readOne(
    path,
    file,
    (text) => {
      const whole = JSON.parse(text) as Readonly<Record<string, unknown>>;
      for (const [name, list] of Object.entries(whole)) {
        const place = `${file}#${name}`;
        if (name === policyName) policies = itemsOf(place, list);
        else if ((tableNames as readonly string[]).includes(name)) rows[name as TableName] = itemsOf(place, list);
        else problems.push({ file: place, line: 0, code: 'file', message: 'there is no such table' });
      }
    },
    problems,
  );
  return { rows, policies, problems };
};

/** A folder with a file a table, `<table>.csv` or `<table>.json`, and `policy.json`. */
const readFolder = (folder: string): RawDistrict => {
  const [problems, rows] = [[] as Problem[], noRows()];
  let policies: readonly RawRow[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/\.(?:csv|json)$/.test(file)) continue;
    const name = basename(file, extname(file));
    const take = (text: string): void => {
      if (file === `${policyName}.json`) policies = rowsOf(file, text);
      else if (!(tableNames as readonly string[]).includes(name)) throw new Error('there is no such table');
      else if (rows[name as TableName].length > 0) throw new Error('this table is there twice');
      else rows[name as TableName] = rowsOf(file, text);
    };
    readOne(join(folder, file), file, take, problems);
  }
  return { rows, policies, problems };
};

/** What a district's folder or file holds, as it was typed. What cannot be read is told as problems, never thrown. */
export const readDistrictFiles = (path: string): RawDistrict => {
  if (!existsSync(path)) {
    const problem = { file: path, line: 0, code: 'file', message: 'there is no such folder or file' };
    return { rows: noRows(), policies: [], problems: [problem] };
  }
  const read = statSync(path).isDirectory() ? readFolder(path) : readWhole(path);
  if (read.problems.length > 0) return read;
  const missing = neededTables
    .filter((name) => read.rows[name].length === 0)
    .map((name) => ({ file: name, line: 0, code: 'file', message: 'this table is missing or empty' }));
  return { ...read, problems: missing };
};
