const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/**
 * The same value without the members that are `undefined`. A hash leaves them out, a document would keep them as null: what
 * is stored must be what was hashed.
 */
export const withoutUndefined = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(withoutUndefined) as Value;
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutUndefined(member)])) as Value;
};
