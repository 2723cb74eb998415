import { isPlainObject } from './encode-value.js';
import type { Document } from './paths.js';
import { unsupported } from './unsupported.js';

interface Tree {
  [name: string]: Tree | true;
}

const treeOf = (paths: readonly string[]): Tree => {
  const tree: Tree = {};
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let node = tree;
    for (const name of names) {
      const next = node[name];
      if (next === true) throw unsupported(`a projection of ${path} and of a part of it`);
      node = node[name] = next ?? {};
    }
    if (node[last] !== undefined && node[last] !== true) throw unsupported(`a projection of ${path} and of a part of it`);
    node[last] = true;
  }
  return tree;
};

const pick = (document: Document, tree: Tree): Document => {
  const picked: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const node = tree[name];
    if (node === true) picked[name] = value;
    else if (node !== undefined && isPlainObject(value)) picked[name] = pick(value, node);
    else if (node !== undefined && Array.isArray(value))
      picked[name] = value.filter(isPlainObject).map((item) => pick(item, node));
  }
  return picked;
};

const isOn = (value: unknown): boolean => value === 1 || value === true;
const isOff = (value: unknown): boolean => value === 0 || value === false;

/** Cuts documents down to the named paths, `_id` among them unless it is switched off. Only inclusion exists. */
export const projector = (projection: unknown): ((document: Document) => Document) => {
  if (projection === undefined || projection === null) return (document) => document;
  if (!isPlainObject(projection)) throw unsupported('a projection that is not an object');
  const { _id: id = 1, ...rest } = projection;
  const other = Object.entries(rest).find(([, value]) => !isOn(value));
  if (other !== undefined) throw unsupported(`the projection ${JSON.stringify({ [other[0]]: other[1] })}: only inclusion`);
  if (!isOn(id) && !isOff(id)) throw unsupported('a projection of _id other than 0 and 1');
  const named = Object.keys(rest);
  if (named.length === 0 && isOff(id)) throw unsupported('a projection that only leaves out _id');
  if (named.length === 0 && projection['_id'] === undefined) return (document) => document;
  const tree = treeOf(isOn(id) ? ['_id', ...named] : named);
  return (document) => pick(document, tree);
};
