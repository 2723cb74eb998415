import { documentTable, indexTable, type StoredCollection } from './catalog.js';
import { tags } from './encode-value.js';
import type { Bound, Condition } from './parse-filter.js';
import type { Column, Facet, Plan, Points, Source } from './plan-query.js';
import { unsupported } from './unsupported.js';

export type Parameter = Buffer | string;

export interface Sql {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

/** Ordered, limited sub-selects of one query: its cost is their number times the limit. */
const mostSelects = 256;
const mostKeys = 10_000;

const join = (parts: readonly Sql[], separator: string): Sql => ({
  text: parts.map(({ text }) => text).join(separator),
  parameters: parts.flatMap(({ parameters }) => parameters),
});

const sql = (text: string, parameters: readonly Parameter[] = []): Sql => ({ text, parameters });

const never = sql('0');
const always = sql('1');

/** What conditions are asked of, under its name in the statement. */
interface Table {
  readonly source: Pick<Source, 'index' | 'columns'>;
  readonly as: 'i' | 'f';
}

const main = ({ source }: Plan): Table => ({ source, as: 'i' });

const isById = ({ source }: Pick<Table, 'source'>): boolean => source.index === null;

const columnIn = ({ source, as }: Table, path: string): string => {
  if (isById({ source })) return `${as}._id`;
  const position = source.columns.findIndex((column) => column.path === path);
  return position === -1 ? `${as}.id` : `${as}.k${position}`;
};

const columnOf = (plan: Plan, path: string): string => columnIn(main(plan), path);

const idColumn = (plan: Plan): string => (isById(plan) ? 'i._id' : 'i.id');

/** Ids are kept as text: keys of other types find nothing there. */
const parametersFor = (table: Pick<Table, 'source'>, keys: readonly Buffer[]): readonly Parameter[] =>
  isById(table) ? keys.filter((key) => key[0] === tags.string).map((key) => key.toString('utf8', 1)) : keys;

/** Lists are filled up to the next power of two with their last key: a few prepared statements serve all lengths. */
const among = (column: string, keys: readonly Parameter[]): Sql => {
  const last = keys.at(-1);
  if (last === undefined) return never;
  if (keys.length === 1) return sql(`${column} = ?`, keys);
  const padded = [...keys];
  while ((padded.length & (padded.length - 1)) !== 0) padded.push(last);
  return sql(`${column} IN (${padded.map(() => '?').join(', ')})`, padded);
};

const bound = (table: Table, column: string, operator: string, { key, inclusive }: Bound): Sql => {
  if (!isById(table)) return sql(`${column} ${operator}${inclusive ? '=' : ''} ?`, [key]);
  if (key.length === 1) return (operator === '>') === (key[0] ?? 0) <= tags.string ? always : never;
  return key[0] === tags.string ? sql(`${column} ${operator}${inclusive ? '=' : ''} ?`, [key.toString('utf8', 1)]) : never;
};

const conditionSql = (table: Table, condition: Condition): Sql => {
  const column = columnIn(table, condition.path);
  if (condition.kind === 'points') return among(column, parametersFor(table, condition.keys));
  if (condition.kind === 'range') {
    return join([bound(table, column, '>', condition.lower), bound(table, column, '<', condition.upper)], ' AND ');
  }
  if (condition.kind === 'notPoints') {
    const { text, parameters } = among(column, parametersFor(table, condition.keys));
    return sql(`NOT (${text})`, parameters);
  }
  if (condition.kind === 'size') throw unsupported(`$size on ${condition.path} outside the guard of a write`);
  if (isById(table)) return condition.value ? always : never;
  const position = table.source.columns.findIndex(({ path }) => path === condition.path);
  return sql(`(${table.as}.absent & ${1 << position}) ${condition.value ? '=' : '<>'} 0`);
};

/** Ids are text in the tables of entries, and encoded as a key where an index holds them as a field. */
const facetSql = (collection: StoredCollection, plan: Plan, { index, conditions }: Facet): Sql => {
  const table: Table = { source: { index, columns: index.fields }, as: 'f' };
  const asked = join(
    conditions.map((condition) => conditionSql(table, condition)),
    ' AND ',
  );
  const tag = tags.string.toString(16).padStart(2, '0');
  return sql(
    `EXISTS (SELECT 1 FROM ${indexTable(collection.name, index.name)} f WHERE f.k0 = CAST(x'${tag}' || ${idColumn(plan)} AS BLOB) AND ${asked.text})`,
    asked.parameters,
  );
};

const whereSql = (collection: StoredCollection, plan: Plan, pinned: readonly Points[]): Sql => {
  const parts = [
    ...pinned.map(({ path, keys }) => among(columnOf(plan, path), parametersFor(plan, keys))),
    ...plan.residual.map((condition) => conditionSql(main(plan), condition)),
    ...plan.without.map(({ index, keys }) => {
      const { text, parameters } = among('b.k0', keys);
      return sql(
        `NOT EXISTS (SELECT 1 FROM ${indexTable(collection.name, index.name)} b WHERE ${text} AND b.id = ${idColumn(plan)})`,
        parameters,
      );
    }),
    ...plan.facets.map((facet) => facetSql(collection, plan, facet)),
  ];
  return parts.length === 0 ? always : join(parts, ' AND ');
};

const tableOf = (collection: StoredCollection, { source: { index } }: Plan): string =>
  index === null ? documentTable(collection.name) : indexTable(collection.name, index.name);

const orderSql = (columns: readonly Column[], name: (column: Column, position: number) => string): string =>
  columns.length === 0
    ? ''
    : ` ORDER BY ${columns.map((column, position) => `${name(column, position)} ${column.direction === 1 ? 'ASC' : 'DESC'}`).join(', ')}`;

/** How many of them, behind how many: no limit is 0. */
export interface Part {
  readonly limit: number;
  readonly skip: number;
}

const limitSql = ({ limit, skip }: Part): string => (limit === 0 ? '' : ` LIMIT ${limit}${skip === 0 ? '' : ` OFFSET ${skip}`}`);

const combinations = (pinned: readonly Points[]): readonly (readonly Points[])[] => {
  let rows: readonly (readonly Points[])[] = [[]];
  for (const points of pinned) {
    rows = rows.flatMap((row) => points.keys.map((key) => [...row, { ...points, keys: [key] }]));
    if (rows.length > mostSelects) throw unsupported(`more than ${mostSelects} combinations of $in with a sort and a limit`);
  }
  return rows;
};

const checkKeys = (plan: Plan): void => {
  const looked = plan.facets.flatMap(({ conditions }) => conditions);
  const lists = [...plan.pinned, ...plan.residual, ...plan.without, ...looked].map((part) =>
    'keys' in part ? part.keys.length : 0,
  );
  if (lists.some((length) => length > mostKeys)) throw unsupported(`lists of more than ${mostKeys} values`);
};

/** One select per combination of pinned keys, each ordered and limited by its index, merged and cut again. */
const mergedIds = (collection: StoredCollection, plan: Plan, part: Part): Sql => {
  const each = limitSql({ limit: part.limit + part.skip, skip: 0 });
  const columns = [
    `${idColumn(plan)} AS id`,
    ...plan.sort.map(({ path }, position) => `${columnOf(plan, path)} AS s${position}`),
  ].join(', ');
  const inner = combinations(plan.pinned).map((pinned) => {
    const where = whereSql(collection, plan, pinned);
    const ordered = orderSql(plan.sort, ({ path }) => columnOf(plan, path));
    return sql(
      `SELECT * FROM (SELECT ${columns} FROM ${tableOf(collection, plan)} i WHERE ${where.text}${ordered}${each})`,
      where.parameters,
    );
  });
  const all = join(inner, ' UNION ALL ');
  return sql(
    `SELECT DISTINCT * FROM (${all.text})${orderSql(plan.sort, (_, position) => `s${position}`)}${limitSql(part)}`,
    all.parameters,
  );
};

const distinctIds = (collection: StoredCollection, plan: Plan, part: Part): Sql => {
  const columns = [
    `${idColumn(plan)} AS id`,
    ...plan.sort.map(({ path }, position) => `${columnOf(plan, path)} AS s${position}`),
  ].join(', ');
  const where = whereSql(collection, plan, plan.pinned);
  const ordered = orderSql(plan.sort, (_, position) => `s${position}`);
  return sql(
    `SELECT DISTINCT ${columns} FROM ${tableOf(collection, plan)} i WHERE ${where.text}${ordered}${limitSql(part)}`,
    where.parameters,
  );
};

/** Documents in the wanted order. One statement, hence one snapshot: no document is returned that no longer matches. */
export const findSql = (collection: StoredCollection, plan: Plan, part: Part): Sql => {
  checkKeys(plan);
  const documents = documentTable(collection.name);
  const arrayPinned = plan.source.multikey === null || plan.pinned.some(({ path }) => path === plan.source.multikey);
  const several = plan.pinned.some(({ keys }) => keys.length > 1) && plan.pinned.every(({ keys }) => keys.length > 0);
  const merged = several && plan.sort.length > 0 && part.limit > 0 && arrayPinned;
  if (merged || plan.repeats) {
    const ids = (merged ? mergedIds : distinctIds)(collection, plan, part);
    const ordered = orderSql(plan.sort, (_, position) => `s.s${position}`);
    return sql(`SELECT d.doc FROM (${ids.text}) s CROSS JOIN ${documents} d ON d._id = s.id${ordered}`, ids.parameters);
  }
  const where = whereSql(collection, plan, plan.pinned);
  const tail = `WHERE ${where.text}${orderSql(plan.sort, ({ path }) => columnOf(plan, path))}${limitSql(part)}`;
  if (isById(plan)) return sql(`SELECT i.doc FROM ${documents} i ${tail}`, where.parameters);
  return sql(
    `SELECT d.doc FROM ${tableOf(collection, plan)} i CROSS JOIN ${documents} d ON d._id = i.id ${tail}`,
    where.parameters,
  );
};

const counted = (plan: Plan): string => (plan.repeats ? `count(DISTINCT ${idColumn(plan)})` : 'count(*)');

/** How many there are; not more than the limit, where there is one (0: none). */
export const countSql = (collection: StoredCollection, plan: Plan, limit: number): Sql => {
  checkKeys(plan);
  const where = whereSql(collection, plan, plan.pinned);
  const from = `FROM ${tableOf(collection, plan)} i WHERE ${where.text}`;
  if (limit === 0) return sql(`SELECT ${counted(plan)} ${from}`, where.parameters);
  const ids = `SELECT ${plan.repeats ? 'DISTINCT ' : ''}${idColumn(plan)} ${from}${limitSql({ limit, skip: 0 })}`;
  return sql(`SELECT count(*) FROM (${ids})`, where.parameters);
};

/** Rows of (key, count), where the key is encoded, or the id's text. */
export const groupSql = (collection: StoredCollection, plan: Plan, path: string): Sql => {
  checkKeys(plan);
  const where = whereSql(collection, plan, plan.pinned);
  const column = columnOf(plan, path);
  return sql(
    `SELECT ${column}, ${counted(plan)} FROM ${tableOf(collection, plan)} i WHERE ${where.text} GROUP BY ${column}`,
    where.parameters,
  );
};
