const loneSurrogate = /\p{Surrogate}/u;
const maxDepth = 200;

/** Names and positions that lead to the value in hand, from the outermost on. */
type Trail = (string | number)[];

const refuse = (trail: Trail, problem: string): never => {
  const path = trail.reduce<string>((known, step) => {
    if (typeof step === 'number') return `${known}[${step}]`;
    return known === '' ? step : `${known}.${step}`;
  }, '');
  throw new TypeError(`canonical JSON: ${path === '' ? 'the value' : path} ${problem}`);
};

/** JSON writes a lone surrogate as an escape: only where something like one is written need the text be searched. */
const text = (value: string, trail: Trail): string => {
  const written = JSON.stringify(value);
  if (written.includes('\\ud') && loneSurrogate.test(value)) refuse(trail, 'holds a lone surrogate');
  return written;
};

const plainName = /^\w+$/;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** By UTF-16 code units, just what RFC 8785 asks for. What was read from canonical JSON is in order already. */
const inOrder = (names: string[]): readonly string[] => {
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort();
  return names;
};

const list = (elements: readonly unknown[], trail: Trail): string => {
  let written = '';
  for (let index = 0; index < elements.length; index += 1) {
    trail.push(index);
    written += index === 0 ? write(elements[index], trail) : `,${write(elements[index], trail)}`;
    trail.pop();
  }
  return `[${written}]`;
};

const members = (value: Readonly<Record<string, unknown>>, trail: Trail): string => {
  let written = '';
  for (const name of inOrder(Object.keys(value))) {
    const member = value[name];
    if (member === undefined) continue;
    trail.push(name);
    const key = plainName.test(name) ? `"${name}"` : text(name, trail);
    written += `${written === '' ? '' : ','}${key}:${write(member, trail)}`;
    trail.pop();
  }
  return `{${written}}`;
};

const write = (value: unknown, trail: Trail): string => {
  if (typeof value === 'string') return text(value, trail);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : refuse(trail, 'is not a finite number');
  if (trail.length > maxDepth) refuse(trail.slice(0, 10), 'is nested too deeply or refers to itself');
  if (Array.isArray(value)) return list(value, trail);
  if (typeof value !== 'object' || !isPlain(value)) return refuse(trail, 'is neither a plain object, an array nor a JSON scalar');
  return members(value as Readonly<Record<string, unknown>>, trail);
};

/**
 * RFC 8785 canonical JSON: equal values yield equal text. Members that are `undefined` are dropped.
 * Throws `TypeError`, naming the path, on what JSON cannot hold faithfully: non-finite numbers, `undefined` in arrays,
 * lone surrogates, dates and other instances, cycles.
 */
export const canonicalJson = (value: unknown): string => write(value, []);
