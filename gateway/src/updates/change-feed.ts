/** What changed of what one reader may see, as it is asked for. */
export interface Changes {
  /** Null while there is nothing that he may see. */
  readonly cursor: string | null;
  readonly changes: readonly { readonly id: string; readonly at: string }[];
  /** There may be more than these. */
  readonly more: boolean;
}

/** One thing to tell. `open` and `reset` name nothing: after a reset, whatever is shown is asked for anew. */
export interface Update {
  readonly kind: 'open' | 'changes' | 'reset';
  readonly cases: readonly string[];
  readonly cursor: string | null;
}

export interface ChangeFeed {
  /** What there is to tell since the last time; null where it is nothing. Rejects where it cannot be known now: ask again. */
  next(): Promise<Update | null>;
}

/**
 * Turns answers that overlap into news: each change is told once. Begins from now, or from the cursor that its reader had last; what changed
 * shortly before that one may be told a second time.
 */
export const createChangeFeed = (ask: (since: string | null) => Promise<Changes>, last: string | null): ChangeFeed => {
  let since = last;
  let isOpen = false;
  let told = new Map<string, string>();
  return {
    next: async () => {
      const { cursor, changes, more } = await ask(since);
      const fresh = changes.filter(({ id, at }) => told.get(id) !== at).map(({ id }) => id);
      told = new Map(changes.map(({ id, at }) => [id, at]));
      since = cursor;
      const isFirst = !isOpen;
      isOpen = true;
      if (isFirst && last === null) return { kind: 'open', cases: [], cursor };
      if (more && fresh.length === changes.length) return { kind: 'reset', cases: [], cursor };
      if (fresh.length === 0) return isFirst ? { kind: 'open', cases: [], cursor } : null;
      return { kind: 'changes', cases: fresh.sort(), cursor };
    },
  };
};
