const loneSurrogate = /\p{Surrogate}/u;
const maxDepth = 200;

const refuse = (path: string, problem: string): never => {
  throw new TypeError(`canonical JSON: ${path === '' ? 'the value' : path} ${problem}`);
};

const text = (value: string, path: string): string => {
  if (loneSurrogate.test(value)) refuse(path, 'holds a lone surrogate');
  return JSON.stringify(value);
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const write = (value: unknown, path: string, depth: number): string => {
  if (depth > maxDepth) refuse(path.slice(0, 80), 'is nested too deeply or refers to itself');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, 'is not a finite number');
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (element: unknown, index) => write(element, `${path}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object' || !isPlain(value)) return refuse(path, 'is neither a plain object, an array nor a JSON scalar');
  const members: string[] = [];
  // The default order of sort() is by UTF-16 code units, just what RFC 8785 asks for.
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const memberPath = path === '' ? name : `${path}.${name}`;
    members.push(`${text(name, memberPath)}:${write(member, memberPath, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
};

/**
 * RFC 8785 canonical JSON: equal values yield equal text. Members that are `undefined` are dropped.
 * Throws `TypeError`, naming the path, on what JSON cannot hold faithfully: non-finite numbers, `undefined` in arrays,
 * lone surrogates, dates and other instances, cycles.
 */
export const canonicalJson = (value: unknown): string => write(value, '', 0);
