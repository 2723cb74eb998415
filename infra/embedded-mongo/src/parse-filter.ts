import { bsonTypeOf, encodedNaN, encodedNull, encodeValue, isPlainObject, tags } from './encode-value.js';
import { unsupported } from './unsupported.js';

export interface Bound {
  readonly key: Buffer;
  readonly inclusive: boolean;
}

/** One condition on one path; SQL and the writer's matcher are both made of these, so they cannot disagree. */
export type Condition =
  | { readonly kind: 'points'; readonly path: string; readonly keys: readonly Buffer[] }
  | { readonly kind: 'notPoints'; readonly path: string; readonly keys: readonly Buffer[] }
  | { readonly kind: 'range'; readonly path: string; readonly lower: Bound; readonly upper: Bound }
  | { readonly kind: 'exists'; readonly path: string; readonly value: boolean }
  | { readonly kind: 'size'; readonly path: string; readonly length: number };

const nothing = (path: string): Condition => ({ kind: 'points', path, keys: [] });

const encodeOperand = (path: string, operand: unknown): Buffer => {
  if (Array.isArray(operand)) throw unsupported(`comparing ${path} with a whole array`);
  if (operand instanceof RegExp || bsonTypeOf(operand) === 'BSONRegExp') throw unsupported(`a regular expression on ${path}`);
  return encodeValue(operand);
};

const distinct = (keys: readonly Buffer[]): readonly Buffer[] => [
  ...new Map(keys.map((key) => [key.toString('latin1'), key])).values(),
];

const encodeList = (path: string, operand: unknown): readonly Buffer[] => {
  if (!Array.isArray(operand)) throw unsupported(`$in or $nin on ${path} without an array`);
  return distinct(operand.map((item) => encodeOperand(path, item)));
};

/** Comparisons see only values of the operand's own type, as in MongoDB. */
const range = (path: string, operator: string, operand: unknown): Condition => {
  const key = encodeOperand(path, operand);
  if (key.equals(encodedNaN)) throw unsupported(`comparing ${path} with NaN`);
  if (key.equals(encodedNull)) return operator.endsWith('e') ? { kind: 'points', path, keys: [encodedNull] } : nothing(path);
  const tag = key[0] ?? 0;
  const lowest: Bound =
    tag === tags.number ? { key: encodedNaN, inclusive: false } : { key: Buffer.from([tag]), inclusive: true };
  const highest: Bound = { key: Buffer.from([tag + 1]), inclusive: false };
  if (operator === '$gt') return { kind: 'range', path, lower: { key, inclusive: false }, upper: highest };
  if (operator === '$gte') return { kind: 'range', path, lower: { key, inclusive: true }, upper: highest };
  if (operator === '$lt') return { kind: 'range', path, lower: lowest, upper: { key, inclusive: false } };
  return { kind: 'range', path, lower: lowest, upper: { key, inclusive: true } };
};

const parseOperator = (path: string, operator: string, operand: unknown): Condition => {
  switch (operator) {
    case '$eq':
      return { kind: 'points', path, keys: [encodeOperand(path, operand)] };
    case '$in':
      return { kind: 'points', path, keys: encodeList(path, operand) };
    case '$ne':
      return { kind: 'notPoints', path, keys: [encodeOperand(path, operand)] };
    case '$nin':
      return { kind: 'notPoints', path, keys: encodeList(path, operand) };
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return range(path, operator, operand);
    case '$exists':
      return { kind: 'exists', path, value: Boolean(operand) };
    case '$size':
      return { kind: 'size', path, length: Number(operand) };
    default:
      throw unsupported(`the operator ${operator} on ${path}`);
  }
};

export const isOperatorObject = (value: unknown): value is Record<string, unknown> =>
  isPlainObject(value) && Object.keys(value).some((key) => key.startsWith('$'));

/** The conditions on one path: an operator object, or a literal to equal. */
export const parsePath = (path: string, value: unknown): readonly Condition[] => {
  if (!isOperatorObject(value)) return [parseOperator(path, '$eq', value)];
  return Object.entries(value).map(([operator, operand]) => parseOperator(path, operator, operand));
};

/** All conditions of a filter, every one of which must hold. Throws where it says something else than the documented operators. */
export const parseFilter = (filter: Record<string, unknown>): readonly Condition[] =>
  Object.entries(filter).flatMap(([path, value]) => {
    if (path.startsWith('$')) throw unsupported(`the operator ${path}`);
    return parsePath(path, value);
  });
