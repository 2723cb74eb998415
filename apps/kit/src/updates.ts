/** What the platform tells of: `cases` changed; null where whatever is shown is to be asked for anew. */
export type Heard = (cases: readonly string[] | null) => void;

export interface FollowOptions {
  /** Of the platform; empty where the page came from it. */
  readonly url?: string;
  token(): string | null;
  readonly fetch: typeof fetch;
  readonly heard: Heard;
  /** Whether the platform is heard at the moment. */
  live(isLive: boolean): void;
  /** Resolves after so many milliseconds, or at once when the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1: who lost the platform together does not come back together. */
  chance(): number;
}

interface Message {
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/** One message of a stream of server-sent events (WHATWG HTML, 9.2); null for a comment. */
const messageIn = (block: string): Message | null => {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(':');
      return [name, rest.join(':').trim()] as const;
    }),
  );
  const event = fields.get('event');
  return event === undefined ? null : { id: fields.get('id') ?? null, event, data: fields.get('data') ?? '{}' };
};

/** Milliseconds before a stream that ended is opened again: longer each time it fails, half a minute at most. */
const pauseAfter = (failures: number, chance: number): number => Math.min(30_000, 1_000 * 2 ** failures) * (0.5 + chance / 2);

/**
 * Follows what changes of what the reader may see, until told to stop; a stream that breaks goes on where it was. By `fetch`, since a token
 * belongs in a header and never in an address.
 */
export const followUpdates = ({ url = '', token, fetch, heard, live, wait, chance }: FollowOptions) => {
  let last: string | null = null;
  const read = async (signal: AbortSignal): Promise<void> => {
    const response = await fetch(`${url}/updates`, {
      headers: { authorization: `Bearer ${token() ?? ''}`, ...(last === null ? {} : { 'last-event-id': last }) },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || response.body === null) throw new Error(String(response.status));
    live(true);
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const message of blocks.map(messageIn)) {
        if (message === null) continue;
        last = message.id ?? last;
        if (message.event === 'reset') heard(null);
        if (message.event === 'changes') heard((JSON.parse(message.data) as { readonly cases: readonly string[] }).cases);
      }
    }
  };
  return async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted && token() !== null; ) {
      try {
        await read(signal);
        failures = 0;
      } catch {
        failures += 1;
      }
      if (signal.aborted) return;
      live(false);
      await wait(pauseAfter(failures, chance()), signal);
    }
  };
};

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Follows what changes while the page is looked at, and answers how to stop it. A page that nobody looks at is told nothing: it goes on where
 * it was when it is looked at again, so that a browser holds one stream for what it shows.
 */
export const followWhileVisible = (
  page: Document,
  options: Pick<FollowOptions, 'token' | 'heard' | 'live' | 'chance'>,
): (() => void) => {
  const follow = followUpdates({ ...options, fetch: (...request) => fetch(...request), wait });
  let looked: AbortController | undefined;
  const look = (): void => {
    looked?.abort();
    looked = undefined;
    if (page.visibilityState === 'hidden') return;
    looked = new AbortController();
    void follow(looked.signal);
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    page.removeEventListener('visibilitychange', look);
    looked?.abort();
  };
};
