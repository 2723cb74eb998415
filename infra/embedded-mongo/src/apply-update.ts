import { encodeValue, isPlainObject } from './encode-value.js';
import { matches, meets } from './match.js';
import { serverError } from './mongo-error.js';
import { isOperatorObject, parsePath } from './parse-filter.js';
import { type Document, missing, valueAt } from './paths.js';
import { unsupported } from './unsupported.js';

const operators = ['$set', '$unset', '$push', '$pull', '$setOnInsert', '$inc'];

export type Update = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const overlap = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** Refuses what is not made of the known operators, and what MongoDB refuses: two operators on one path. */
export const checkUpdate = (update: unknown): Update => {
  if (!isPlainObject(update)) throw unsupported('an update that is not an object of operators');
  const paths: string[] = [];
  for (const [operator, changes] of Object.entries(update)) {
    if (!operator.startsWith('$')) throw unsupported('replacing a whole document');
    if (!operators.includes(operator)) throw unsupported(`the update operator ${operator}`);
    for (const path of Object.keys(changes as object)) {
      const other = paths.find((known) => overlap(known, path));
      if (other !== undefined) throw serverError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
      paths.push(path);
    }
  }
  return update as Update;
};

const parentOf = (document: Document, path: string, create: boolean): { parent: Document; name: string } | undefined => {
  const names = path.split('.');
  const name = names.pop() ?? '';
  let parent: Document = document;
  for (const step of names) {
    if (!Object.hasOwn(parent, step)) {
      if (!create) return undefined;
      parent[step] = {};
    }
    const next = parent[step];
    if (Array.isArray(next)) throw unsupported(`updating the path ${path} through an array`);
    if (!isPlainObject(next)) {
      if (!create) return undefined;
      throw serverError(28, `Cannot create field '${name}' in element {${step}: ${String(next)}}`);
    }
    const own = { ...next };
    parent[step] = own;
    parent = own;
  }
  return { parent, name };
};

const set = (document: Document, path: string, value: unknown): void => {
  const place = parentOf(document, path, true);
  if (place !== undefined) place.parent[place.name] = value;
};

const unset = (document: Document, path: string): void => {
  const place = parentOf(document, path, false);
  if (place !== undefined) delete place.parent[place.name];
};

const increase = (document: Document, path: string, by: unknown): void => {
  const current = valueAt(document, path);
  if (typeof by !== 'number') throw serverError(14, `Cannot increment with non-numeric argument: {${path}: ${String(by)}}`);
  if (current !== missing && typeof current !== 'number') {
    throw serverError(14, `Cannot apply $inc to a value of non-numeric type. The field '${path}' is not a number`);
  }
  set(document, path, current === missing ? by : current + by);
};

const arrayAt = (document: Document, path: string, operator: string): readonly unknown[] | undefined => {
  const current = valueAt(document, path);
  if (current === missing) return undefined;
  if (!Array.isArray(current)) throw serverError(2, `The field '${path}' must be an array to apply ${operator} to it`);
  return current;
};

const push = (document: Document, path: string, operand: unknown): void => {
  const current = arrayAt(document, path, '$push') ?? [];
  if (!isOperatorObject(operand)) {
    set(document, path, [...current, operand]);
    return;
  }
  const other = Object.keys(operand).find((name) => name !== '$each');
  if (other !== undefined) throw unsupported(`the modifier ${other} of $push`);
  if (!Array.isArray(operand['$each'])) throw serverError(2, 'The argument to $each in $push must be an array');
  set(document, path, [...current, ...operand['$each']]);
};

const pull = (document: Document, path: string, operand: unknown): void => {
  const current = arrayAt(document, path, '$pull');
  if (current === undefined) return;
  if (current.some(Array.isArray)) throw unsupported('$pull from an array of arrays');
  const leaves = (): ((item: unknown) => boolean) => {
    if (isOperatorObject(operand)) {
      const conditions = parsePath(path, operand);
      return (item) => conditions.every((condition) => meets(item, condition));
    }
    if (isPlainObject(operand)) return (item) => isPlainObject(item) && matches(item, operand);
    const key = encodeValue(operand);
    return (item) => encodeValue(item).equals(key);
  };
  const goes = leaves();
  set(
    document,
    path,
    current.filter((item) => !goes(item)),
  );
};

/**
 * Changes the document's own members, in the order of paths that MongoDB keeps; what lies deeper is copied where it changes,
 * so that a shallow copy may be given. `inserting` is the upsert's first write.
 */
export const applyUpdate = (document: Document, update: Update, inserting: boolean): void => {
  const steps = Object.entries(update).flatMap(([operator, changes]) =>
    Object.entries(changes).map(([path, operand]) => ({ operator, path, operand })),
  );
  steps.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { operator, path, operand } of steps) {
    if (operator === '$set' || (operator === '$setOnInsert' && inserting)) set(document, path, operand);
    else if (operator === '$unset') unset(document, path);
    else if (operator === '$inc') increase(document, path, operand);
    else if (operator === '$push') push(document, path, operand);
    else if (operator === '$pull') pull(document, path, operand);
  }
};
