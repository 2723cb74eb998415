import type { Schema, SchemaType } from 'mongoose';

type Fields = Readonly<Record<string, unknown>>;

/** Tells where mongoose's casting would leave things just as they are: there it need not run. */
export interface AsCast {
  /** False where casting might change the filter, or refuse it. */
  filter(filter: Fields): boolean;
  /** False where casting might change the update, or refuse it. */
  update(change: Fields): boolean;
}

const comparisons = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']);
const lists = new Set(['$in', '$nin']);
const scalars = new Set(['String', 'Number', 'Boolean', 'Date']);

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Null passes through every cast. */
const isScalar = (instance: string, value: unknown): boolean => {
  if (value === null) return scalars.has(instance);
  if (instance === 'String') return typeof value === 'string';
  if (instance === 'Number') return typeof value === 'number' && !Number.isNaN(value);
  if (instance === 'Boolean') return typeof value === 'boolean';
  return instance === 'Date' && value instanceof Date && !Number.isNaN(value.getTime());
};

interface Path {
  readonly instance: string;
  /** Of an array's elements. */
  readonly element: string | null;
  /** Of an embedded document, where casting adds no defaults to it. */
  readonly members: ReadonlyMap<string, Path> | null;
}

const describe = (type: SchemaType): Path => {
  const { instance } = type;
  const { embeddedSchemaType: element, schema } = type as SchemaType & {
    readonly embeddedSchemaType?: SchemaType;
    readonly schema?: Schema;
  };
  const members = new Map<string, Path>();
  let plain = schema !== undefined;
  schema?.eachPath((name, member) => {
    members.set(name, describe(member));
    plain &&= scalars.has(member.instance) && member.options['default'] === undefined && !name.includes('.');
  });
  return { instance, element: element?.instance ?? null, members: plain ? members : null };
};

const isStored = ({ instance, element, members }: Path, value: unknown): boolean => {
  if (value === undefined) return false;
  if (instance === 'Mixed') return value === null || typeof value !== 'object' || isPlain(value);
  if (instance === 'Array') return Array.isArray(value) && value.every((item) => isElement(element, item));
  if (instance !== 'Embedded') return isScalar(instance, value);
  if (members === null || !isPlain(value)) return false;
  return Object.entries(value).every(([name, member]) => {
    const known = members.get(name);
    return known !== undefined && isScalar(known.instance, member);
  });
};

const isElement = (element: string | null, item: unknown): boolean =>
  element === 'Mixed' ? isPlain(item) : element === 'String' && typeof item === 'string';

const isAsked = ({ instance, element }: Path, value: unknown): boolean => {
  const type = instance === 'Array' ? (element ?? '') : instance;
  if (!isPlain(value)) return isScalar(type, value);
  const asked = Object.entries(value);
  return (
    asked.length > 0 &&
    asked.every(([operator, operand]) =>
      lists.has(operator)
        ? Array.isArray(operand) && operand.every((item) => isScalar(type, item))
        : comparisons.has(operator) && isScalar(type, operand),
    )
  );
};

/** A condition on one member of what is pulled. */
const isComparison = ([name, condition]: readonly [string, unknown]): boolean =>
  /^\w+$/.test(name) &&
  isPlain(condition) &&
  Object.entries(condition).every(([operator, operand]) => comparisons.has(operator) && typeof operand === 'number');

export const createAsCast = (schema: Schema): AsCast => {
  const paths = new Map<string, Path | null>();
  const pathOf = (name: string): Path | null => {
    const known = paths.get(name);
    if (known !== undefined) return known;
    const type = schema.path(name) as SchemaType | undefined;
    const path = type === undefined ? null : describe(type);
    paths.set(name, path);
    return path;
  };
  const every = (fields: unknown, fits: (path: Path, value: unknown) => boolean): boolean => {
    if (!isPlain(fields)) return false;
    for (const name of Object.keys(fields)) {
      const path = pathOf(name);
      if (path === null || !fits(path, fields[name])) return false;
    }
    return true;
  };

  const pushes = (path: Path, operand: unknown): boolean =>
    path.instance === 'Array' &&
    isPlain(operand) &&
    Object.keys(operand).length === 1 &&
    Array.isArray(operand['$each']) &&
    operand['$each'].every((item) => isElement(path.element, item));
  const pulls = (path: Path, operand: unknown): boolean =>
    path.instance === 'Array' && path.element === 'Mixed' && isPlain(operand) && Object.entries(operand).every(isComparison);
  const operators: Readonly<Record<string, (path: Path, value: unknown) => boolean>> = {
    $set: isStored,
    $push: pushes,
    $pull: pulls,
  };

  return {
    filter: (filter) => every(filter, isAsked),
    update: (change) =>
      Object.entries(change).every(([operator, fields]) => {
        const fits = operators[operator];
        return fits !== undefined && Object.keys(fields as object).length > 0 && every(fields, fits);
      }),
  };
};
