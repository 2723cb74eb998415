import { type Client, Refusal } from '@daqidi/app-kit';
import { type DraftKind, KeepDraftDocument, ReadDraftsDocument } from '@daqidi/schemas/operations';

/** What the platform keeps of a text that is being written. */
export interface KeptDraft {
  readonly kind: DraftKind;
  readonly text: string;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly number: number;
}

export interface DraftKeeper {
  /** What was kept before, from here or from elsewhere; nothing where it cannot be read. */
  read(): Promise<readonly KeptDraft[]>;
  /** It reads so now; kept a moment after the typing has paused. */
  changed(kind: DraftKind, text: string): void;
  /** Of what was kept elsewhere: it was looked at, and what is written here goes on from it. */
  seen(draft: KeptDraft): void;
  /** Keeps at once what waits. */
  flush(): void;
  /** Keeps nothing more: the text was handed in. */
  stop(): void;
}

export interface DraftKeeperOptions {
  readonly client: Client;
  readonly appealId: string;
  newRequestId(): string;
  /** Milliseconds without typing before it is kept. */
  readonly pause?: number;
  kept(draft: KeptDraft): void;
  /** Kept from elsewhere since: nothing of this kind is kept from here until it was `seen`. */
  elsewhere(draft: KeptDraft): void;
}

/** One at a time for each kind, so that each follows the one before. */
export const createDraftKeeper = ({
  client,
  appealId,
  newRequestId,
  pause = 800,
  kept,
  elsewhere,
}: DraftKeeperOptions): DraftKeeper => {
  const known = new Map<DraftKind, KeptDraft>();
  const waiting = new Map<DraftKind, string>();
  const timers = new Map<DraftKind, ReturnType<typeof setTimeout>>();
  const busy = new Set<DraftKind>();
  const unseen = new Set<DraftKind>();
  let isStopped = false;

  const ask = async (): Promise<readonly KeptDraft[]> => {
    const { data } = await client.ask(ReadDraftsDocument, { id: appealId });
    return data.ledgerEntry?.drafts ?? [];
  };
  const heard = (drafts: readonly KeptDraft[]): void => {
    known.clear();
    for (const draft of drafts) known.set(draft.kind, draft);
  };

  const send = async (kind: DraftKind): Promise<void> => {
    const text = waiting.get(kind);
    if (text === undefined || isStopped || busy.has(kind) || unseen.has(kind)) return;
    waiting.delete(kind);
    if ((known.get(kind)?.text ?? '') === text.trim()) return;
    busy.add(kind);
    try {
      const input = { requestId: newRequestId(), appealId, kind, draftNumber: known.get(kind)?.number ?? 0, text };
      const { data } = await client.ask(KeepDraftDocument, { input });
      heard(data.keepDraft.ledgerEntry.drafts);
      const draft = known.get(kind);
      if (draft !== undefined && !isStopped) kept(draft);
    } catch (error) {
      // What is typed stays on this device in any case, and goes with the next change.
      if (!waiting.has(kind)) waiting.set(kind, text);
      if (error instanceof Refusal && error.code === 'CONFLICT' && !isStopped) {
        heard(await ask().catch(() => []));
        const theirs = known.get(kind);
        if (theirs !== undefined) {
          unseen.add(kind);
          elsewhere(theirs);
        }
      }
    } finally {
      busy.delete(kind);
    }
    if (waiting.get(kind) !== text) await send(kind);
  };

  return {
    read: async () => {
      const drafts = await ask().catch(() => []);
      heard(drafts);
      return drafts;
    },
    changed: (kind, text) => {
      if (isStopped) return;
      waiting.set(kind, text);
      clearTimeout(timers.get(kind));
      timers.set(
        kind,
        setTimeout(() => void send(kind), pause),
      );
    },
    seen: ({ kind }) => {
      unseen.delete(kind);
      void send(kind);
    },
    flush: () => {
      for (const kind of waiting.keys()) void send(kind);
    },
    stop: () => {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};
