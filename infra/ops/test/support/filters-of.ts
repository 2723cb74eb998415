import type { CollectionSpec, QuerySpec } from '@daqidi/store';

/** What the store would ask of a registered query with these scope keys: a first page, and one behind a cursor. */
export const filtersOf = (
  { fields }: CollectionSpec,
  { equals, sort = {} }: QuerySpec,
  keys: readonly string[],
): readonly Readonly<Record<string, unknown>>[] => {
  const where = Object.fromEntries(equals.map((field) => [field, field === 'seenBy' ? { $in: keys } : 'some']));
  const barred = equals.includes('seenBy') && 'barred' in fields ? { barred: { $nin: ['unit:7', 'person:1'] } } : {};
  const behind = Object.entries(sort).map(([field, direction]) => [field, { [direction === 1 ? '$gt' : '$lt']: 'some' }]);
  const first = { ...where, ...barred };
  return [first, { ...first, ...Object.fromEntries(behind) }].filter((filter) => Object.keys(filter).length > 0);
};
