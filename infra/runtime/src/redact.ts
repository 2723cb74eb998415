// Lower case. Whatever could name, locate or let in a person, and every free text, never reaches a log.
const sensitive: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'accesstoken',
  'refreshtoken',
  'password',
  'secret',
  'signature',
  'x-daqidi-context',
  'privatekey',
  'masterkey',
  'datakey',
  'salt',
  'querycode',
  'name',
  'fullname',
  'petitionername',
  'telephone',
  'phone',
  'mobile',
  'identitynumber',
  'idnumber',
  'address',
  'text',
  'content',
  'body',
]);

const hidden = '[redacted]';
const maxDepth = 8;

/** An error as a log holds it: what it is and where it came from, no other members (they may carry data). */
const errorFields = (error: Error, depth: number): unknown => {
  const code: unknown = (error as { readonly code?: unknown }).code;
  const rule: unknown = (error as { readonly rule?: unknown }).rule;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(error.cause === undefined ? {} : { cause: safe(error.cause, depth + 1) }),
  };
};

const safe = (value: unknown, depth: number): unknown => {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[too deep]';
  if (value instanceof Error) return errorFields(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((element) => safe(element, depth + 1));
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    sensitive.has(key.toLowerCase()) && member !== undefined ? hidden : safe(member, depth + 1),
  ]);
  return Object.fromEntries(members);
};

/** A copy fit for the log: sensitive members hidden at any depth, errors reduced to type, message, stack, code and cause. */
export const redact = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  safe(fields, 0) as Record<string, unknown>;
