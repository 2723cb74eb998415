import { encodeValue, isPlainObject } from './encode-value.js';
import { unsupported } from './unsupported.js';

export interface GroupRow {
  readonly _id: unknown;
  readonly n: number;
}

interface GroupSort {
  readonly by: '_id' | 'n';
  readonly direction: 1 | -1;
}

export interface GroupCount {
  readonly match: Record<string, unknown>;
  readonly path: string;
  /** The name of the count in the answer. */
  readonly as: string;
  readonly sort: GroupSort | undefined;
}

const shape = 'a pipeline other than [{$match}, {$group: {_id: "$path", n: {$sum: 1}}}, {$sort}]';

const parseGroup = (stage: unknown): { path: string; as: string } => {
  const group = isPlainObject(stage) ? stage['$group'] : undefined;
  if (!isPlainObject(group)) throw unsupported(shape);
  const { _id: id, ...counts } = group;
  const [count, other] = Object.entries(counts);
  const counted = count !== undefined && other === undefined && JSON.stringify(count[1]) === '{"$sum":1}';
  if (!counted || typeof id !== 'string' || !/^\$[^$]/.test(id)) throw unsupported(shape);
  return { path: id.slice(1), as: count[0] };
};

const parseSort = (stage: unknown, as: string): GroupSort | undefined => {
  if (stage === undefined) return undefined;
  const [field, other] = Object.entries((isPlainObject(stage) && isPlainObject(stage['$sort']) && stage['$sort']) || {});
  if (field === undefined || other !== undefined) throw unsupported(shape);
  const [by, direction] = field;
  if ((by !== '_id' && by !== as) || (direction !== 1 && direction !== -1)) throw unsupported(shape);
  return { by: by === '_id' ? '_id' : 'n', direction };
};

export const parsePipeline = (stages: readonly unknown[]): GroupCount => {
  const [first, ...rest] = stages;
  const matched = isPlainObject(first) && isPlainObject(first['$match']) ? first['$match'] : undefined;
  const [group, sort, more] = matched === undefined ? stages : rest;
  if (more !== undefined) throw unsupported(shape);
  const { path, as } = parseGroup(group);
  return { match: matched ?? {}, path, as, sort: parseSort(sort, as) };
};

export const compareGroups =
  ({ by, direction }: GroupSort) =>
  (a: GroupRow, b: GroupRow): number =>
    direction * Buffer.compare(encodeValue(a[by]), encodeValue(b[by]));
