/** More than any scalar but a text takes in BSON, with its type and its name's end. */
const scalarBytes = 24;

/** What is left of `room` when the value is written; negative where it might not fit. A UTF-16 unit becomes at most 3 bytes. */
const after = (room: number, name: string, value: unknown): number => {
  const left = room - name.length * 3 - scalarBytes;
  if (typeof value === 'string') return left - value.length * 3;
  if (left < 0 || typeof value !== 'object' || value === null || value instanceof Date) return left;
  if (Array.isArray(value)) return value.reduce<number>((rest, item, index) => after(rest, String(index), item), left);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Number.NEGATIVE_INFINITY;
  let rest = left;
  for (const member of Object.keys(value)) rest = after(rest, member, (value as Readonly<Record<string, unknown>>)[member]);
  return rest;
};

/**
 * Whether the value certainly takes at most so many bytes as BSON: a rough count from above, much cheaper than the exact one,
 * which is only needed near the limit.
 */
export const fitsWithin = (bytes: number, value: object): boolean => after(bytes, '', value) >= 0;
