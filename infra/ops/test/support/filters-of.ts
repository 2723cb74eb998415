import type { CollectionSpec, QuerySpec } from '@daqidi/store';

/**
 * What the store would ask of a registered query with these scope keys: a first page, one behind a cursor, and one narrowed by each of the
 * fields that may, by a value and by a range, and by all of them.
 */
export const filtersOf = (
  { fields, indexes }: CollectionSpec,
  { index, equals, sort = {}, narrows = [] }: QuerySpec,
  keys: readonly string[],
): readonly Readonly<Record<string, unknown>>[] => {
  const where = Object.fromEntries(equals.map((field) => [field, field === 'seenBy' ? { $in: keys } : 'some']));
  const barred = equals.includes('seenBy') && 'barred' in fields ? { barred: { $nin: ['unit:7', 'person:1'] } } : {};
  const dated = indexes[index]?.dated;
  const behind = Object.entries(sort).map(([field, direction]) => [
    field,
    { [direction === 1 ? '$gt' : '$lt']: field === dated ? new Date(1) : 'some' },
  ]);
  const first = { ...where, ...barred, ...(dated === undefined ? {} : { [dated]: { $gt: new Date(0) } }) };
  const beyond = { ...first, ...Object.fromEntries(behind) };
  const narrowed = narrows.flatMap((field) => [
    { ...first, [field]: 'some' },
    { ...beyond, [field]: { $gte: 'some', $lt: 'tome' } },
  ]);
  const all = { ...beyond, ...Object.fromEntries(narrows.map((field) => [field, 'some'])) };
  return [first, beyond, ...narrowed, all].filter((filter) => Object.keys(filter).length > 0);
};
