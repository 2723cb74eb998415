/** Who is signed in, in this tab. */
export interface Session {
  readonly token: string;
  readonly personId: string;
}

export interface SessionStore {
  current(): Session | null;
  begin(session: Session): void;
  end(): void;
  /** Calls back at each change; answers how to stop it. */
  watch(changed: () => void): () => void;
}

const key = 'session';

const readFrom = (storage: Storage): Session | null => {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as Session | null;
  } catch {
    return null;
  }
};

export const createSessionStore = (storage: Storage): SessionStore => {
  let session = readFrom(storage);
  const watchers = new Set<() => void>();
  const become = (next: Session | null): void => {
    session = next;
    if (next === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(next));
    for (const changed of watchers) changed();
  };
  return {
    current: () => session,
    begin: become,
    end: () => become(null),
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
};
