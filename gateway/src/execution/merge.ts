export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts what a subgraph answered into what is there; lists of one length are merged place by place. */
export const mergeInto = (target: Tree, source: Tree): void => {
  for (const key in source) {
    const value = source[key];
    const there = target[key];
    if (value === undefined) continue;
    if (isTree(there) && isTree(value)) mergeInto(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) mergeLists(there, value);
    else target[key] = value;
  }
};

const mergeLists = (target: unknown[], source: readonly unknown[]): void => {
  for (let at = 0; at < source.length; at++) {
    const [there, value] = [target[at], source[at]];
    if (isTree(there) && isTree(value)) mergeInto(there, value);
    else target[at] = value;
  }
};

/** A copy of JSON. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isTree(value)) return value;
  const copy: Tree = {};
  for (const key in value) copy[key] = copyOf(value[key]);
  return copy;
};
