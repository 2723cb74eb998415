import { isPlainObject } from './encode-value.js';
import { unsupported } from './unsupported.js';

export type Document = Record<string, unknown>;

/** Marks a value that is not there, which is not the same as null. */
export const missing: unique symbol = Symbol('missing');

/** The value at a dotted path. A path that leads through an array is refused: its meaning differs by operator in MongoDB. */
export const valueAt = (document: Document, path: string): unknown => {
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) throw unsupported(`the path ${path} through an array`);
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return missing;
    value = value[name];
  }
  return value;
};
