/** An error as MongoDB's server reports it; becomes a MongoServerError once it has crossed to the caller's thread. */
export const serverError = (code: number, message: string, details: Record<string, unknown> = {}): Error =>
  Object.assign(new Error(message), { name: 'MongoServerError', code, ...details });

const shown = (key: Record<string, unknown>): string =>
  Object.entries(key)
    .map(([path, value]) => `${path}: ${JSON.stringify(value ?? null)}`)
    .join(', ');

export const duplicateKey = (
  namespace: string,
  index: string,
  keyPattern: Record<string, 1 | -1>,
  keyValue: Record<string, unknown>,
): Error =>
  serverError(11_000, `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown(keyValue)} }`, {
    keyPattern,
    keyValue,
  });
