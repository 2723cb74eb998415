import type { Connection, Model } from 'mongoose';

/** How the indexes of a database differ from those declared, as `collection.index`. */
export interface IndexProblems {
  /** To be made by the operator's explicit command. */
  readonly missing: readonly string[];
  /** There under this name, but over other fields or with other guarantees: nothing may be built on it. */
  readonly different: readonly string[];
}

interface Found {
  readonly name?: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
}

const namespaceNotFound = 26;

// biome-ignore lint/suspicious/noExplicitAny: mongoose's generics carry no information here
const indexesOf = async (model: Model<any>): Promise<readonly Found[]> => {
  try {
    return (await model.listIndexes()) as readonly Found[];
  } catch (error) {
    // A collection begins with its first document or index.
    if ((error as { code?: unknown }).code === namespaceNotFound) return [];
    throw error;
  }
};

/** Order of the fields counts. */
const shapeOf = (key: object, { unique, sparse }: { readonly unique?: boolean; readonly sparse?: boolean }): string =>
  JSON.stringify([Object.entries(key).map(([field, direction]) => [field, Number(direction)]), unique === true, sparse === true]);

export const indexProblems = async (connection: Connection): Promise<IndexProblems> => {
  const missing: string[] = [];
  const different: string[] = [];
  for (const model of Object.values(connection.models)) {
    const found = new Map((await indexesOf(model)).map((index) => [index.name, shapeOf(index.key, index)]));
    for (const [key, options] of model.schema.indexes()) {
      const shape = found.get(options.name);
      const name = `${model.modelName}.${options.name}`;
      if (shape === undefined) missing.push(name);
      else if (shape !== shapeOf(key, options as { unique?: boolean; sparse?: boolean })) different.push(name);
    }
  }
  return { missing, different };
};
