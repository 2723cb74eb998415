/** What lies in the store under a name. */
export interface BlobEntry {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Where sealed bytes lie: a directory, or a store that speaks S3. Names are made of letters, digits, `-`, `_`, `~`, `.` and `/`. Everything may
 * throw UNAVAILABLE, and nothing is half written then.
 */
export interface Blobs {
  /** Writes it whole, for good; false where there is one of this name. */
  create(name: string, content: Buffer): Promise<boolean>;
  /** Writes it whole, whatever there was. */
  replace(name: string, content: Buffer): Promise<void>;
  /** Null where there is none. */
  read(name: string): Promise<Buffer | null>;
  /** Those whose names begin with this, which ends with `/`, in the order of their names. */
  list(prefix: string): Promise<readonly BlobEntry[]>;
  remove(name: string): Promise<void>;
}

const nameForm = /^[\w~.-]+(\/[\w~.-]+)*$/;

/** Throws for a name that could lead elsewhere: all of them are ours. */
export const checkBlobName = (name: string): void => {
  if (!nameForm.test(name) || name.includes('..')) throw new Error('no name of a blob');
};

/** In memory: for tests, and for a service that nobody gave a store. */
export const createMemoryBlobs = (): Blobs => {
  const kept = new Map<string, Buffer>();
  return {
    create: async (name, content) => {
      checkBlobName(name);
      if (kept.has(name)) return false;
      kept.set(name, Buffer.from(content));
      return true;
    },
    replace: async (name, content) => {
      checkBlobName(name);
      kept.set(name, Buffer.from(content));
    },
    read: async (name) => kept.get(name) ?? null,
    list: async (prefix) =>
      [...kept]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { length: bytes }]) => ({ name, bytes }))
        .sort((left, right) => (left.name < right.name ? -1 : 1)),
    remove: async (name) => {
      kept.delete(name);
    },
  };
};
