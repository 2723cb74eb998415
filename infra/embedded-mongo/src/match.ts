import { encodedNull, encodeValue } from './encode-value.js';
import { type Bound, type Condition, parseFilter } from './parse-filter.js';
import { type Document, missing, valueAt } from './paths.js';

const above = (key: Buffer, { key: bound, inclusive }: Bound): boolean => {
  const order = Buffer.compare(key, bound);
  return order > 0 || (order === 0 && inclusive);
};

const below = (key: Buffer, { key: bound, inclusive }: Bound): boolean => {
  const order = Buffer.compare(key, bound);
  return order < 0 || (order === 0 && inclusive);
};

/** An array is met by any of its elements; what is missing is met as null. */
const keysOf = (value: unknown): readonly Buffer[] => {
  if (value === missing) return [encodedNull];
  return Array.isArray(value) ? value.map(encodeValue) : [encodeValue(value)];
};

/** Whether the value itself satisfies the condition, whatever the condition's path. */
export const meets = (value: unknown, condition: Condition): boolean => {
  switch (condition.kind) {
    case 'exists':
      return (value !== missing) === condition.value;
    case 'size':
      return Array.isArray(value) && value.length === condition.length;
    case 'points':
      return keysOf(value).some((key) => condition.keys.some((point) => point.equals(key)));
    case 'notPoints':
      return !keysOf(value).some((key) => condition.keys.some((point) => point.equals(key)));
    case 'range':
      return keysOf(value).some((key) => above(key, condition.lower) && below(key, condition.upper));
  }
};

/** Exactly what MongoDB answers for the operators of `parseFilter`; throws for the rest. */
export const matches = (document: Document, filter: Record<string, unknown>): boolean =>
  parseFilter(filter).every((condition) => meets(valueAt(document, condition.path), condition));
