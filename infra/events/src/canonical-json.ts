const loneSurrogate = /\p{Surrogate}/u;
const maxDepth = 200;

const refuse = (path: string, problem: string): never => {
  throw new TypeError(`canonical JSON: ${path === '' ? 'the value' : path} ${problem}`);
};

/** JSON writes a lone surrogate as an escape: only where something like one is written need the text be searched. */
const text = (value: string, path: () => string): string => {
  const written = JSON.stringify(value);
  if (written.includes('\\ud') && loneSurrogate.test(value)) refuse(path(), 'holds a lone surrogate');
  return written;
};

const plainName = /^\w+$/;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const inside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** `path` is called only to name what is refused: paths are long and seldom wanted. */
const write = (value: unknown, path: () => string, depth: number): string => {
  if (typeof value === 'string') return text(value, path);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? JSON.stringify(value) : refuse(path(), 'is not a finite number');
  }
  if (depth > maxDepth) refuse(path().slice(0, 80), 'is nested too deeply or refers to itself');
  if (Array.isArray(value)) {
    return `[${Array.from(value, (element: unknown, index) => write(element, () => `${path()}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object' || !isPlain(value))
    return refuse(path(), 'is neither a plain object, an array nor a JSON scalar');
  let members = '';
  // The default order of sort() is by UTF-16 code units, just what RFC 8785 asks for.
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const memberPath = (): string => inside(path(), name);
    const key = plainName.test(name) ? `"${name}"` : text(name, memberPath);
    members += `${members === '' ? '' : ','}${key}:${write(member, memberPath, depth + 1)}`;
  }
  return `{${members}}`;
};

/**
 * RFC 8785 canonical JSON: equal values yield equal text. Members that are `undefined` are dropped.
 * Throws `TypeError`, naming the path, on what JSON cannot hold faithfully: non-finite numbers, `undefined` in arrays,
 * lone surrogates, dates and other instances, cycles.
 */
export const canonicalJson = (value: unknown): string => write(value, () => '', 0);
