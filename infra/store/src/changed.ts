type Fields = Readonly<Record<string, unknown>>;

/** True only where both are certainly stored alike; parts of a document that were not rebuilt are the same object. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (one instanceof Date) return other instanceof Date && one.getTime() === other.getTime();
  return (
    Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, index) => item === other[index])
  );
};

/** The fields of a next state that a write guarded by the revision of the one before has to set. */
export const changed = (before: object, next: Fields): Fields =>
  Object.fromEntries(Object.entries(next).filter(([name, value]) => !isSame((before as Fields)[name], value)));
