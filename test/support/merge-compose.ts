import type { ComposeFile } from '@daqidi/local';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';

type Mapping = Readonly<Record<string, unknown>>;

const removed = Symbol('!reset');
const reset = { tag: '!reset', resolve: () => removed };
const customTags = [
  reset as ScalarTag,
  { ...reset, collection: 'seq' } as unknown as CollectionTag,
  { ...reset, collection: 'map' } as unknown as CollectionTag,
];

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the specification lets the later file replace, though it is a sequence. */
const replaced = /^services\.[^.]+\.(?:command|entrypoint|healthcheck\.test)$/;

const mergeMappings = (path: readonly string[], base: Mapping, over: Mapping): Mapping => {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === removed) delete merged[name];
    else if (name.startsWith('x-')) merged[name] = value;
    else merged[name] = mergeValues([...path, name], base[name] ?? (isMapping(value) ? {} : null), value);
  }
  return merged;
};

const mergeValues = (path: readonly string[], base: unknown, over: unknown): unknown => {
  if (isMapping(base) && isMapping(over)) return mergeMappings(path, base, over);
  if (Array.isArray(base) && Array.isArray(over) && !replaced.test(path.join('.'))) return [...base, ...over];
  return over;
};

const read = (text: string): Mapping => parse(text, { merge: true, maxAliasCount: -1, customTags }) as Mapping;

/** What Docker Compose makes of files given one after the other, as the compose specification says; `!reset` included. */
export const mergeCompose = (...texts: readonly string[]): ComposeFile =>
  texts.map(read).reduce((base, over) => mergeMappings([], base, over), {}) as unknown as ComposeFile;

/** Names, as `services.name` or `services.name.member`, of what a file takes away. */
export const removedIn = (text: string): readonly string[] => {
  const walk = (path: string, value: unknown): readonly string[] => {
    if (value === removed) return [path];
    return isMapping(value)
      ? Object.entries(value).flatMap(([name, each]) => walk(path === '' ? name : `${path}.${name}`, each))
      : [];
  };
  return walk('', read(text));
};
