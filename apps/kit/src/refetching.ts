import { followWhileVisible } from './updates.js';

/** Milliseconds in which what changes is asked for once, however much of it there is. */
const calm = 5_000;

export type Freshness = 'live' | 'away' | 'changed';

export interface Refetching {
  /** `null` where all is to be asked for anew. */
  heard(cases: readonly string[] | null): void;
  /** Asks now, whoever is writing. */
  now(): void;
  stop(): void;
}

export interface RefetchingOptions {
  /** Whether somebody is writing: what he writes about does not change under his hands. */
  isWriting(): boolean;
  /** Asks for what is shown of these cases; of all where null. */
  refetch(cases: ReadonlySet<string> | null): void;
  become(state: Freshness): void;
  /** From 0 to 1: many pages hear of one change together, and do not ask together again. */
  chance(): number;
}

/** What somebody types into, or has open before him, wherever the focus is: a dialog that opens may not have it yet. */
const isWritingOn = (page: Document): boolean =>
  page.activeElement?.closest('form, textarea, input') != null ||
  [...page.querySelectorAll('[role=dialog]')].some((dialog) => dialog.getClientRects().length > 0);

/** Gathers what is heard, and asks anew: at once after a rest, then every few seconds at most, and not while somebody writes. */
export const createRefetching = ({ isWriting, refetch, become, chance }: RefetchingOptions): Refetching => {
  let gathered: Set<string> | null = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    const cases = gathered;
    gathered = new Set();
    become('live');
    refetch(cases);
  };
  const due = (): void => {
    timer = undefined;
    if (gathered !== null && gathered.size === 0) return;
    if (isWriting()) become('changed');
    else now();
    timer = setTimeout(due, calm * (0.8 + chance() * 0.4));
  };
  return {
    heard: (cases) => {
      gathered = cases === null || gathered === null ? null : new Set([...gathered, ...cases]);
      timer ??= setTimeout(due, 0);
    },
    now,
    stop: () => clearTimeout(timer),
  };
};

/** What a page gives for being kept fresh. */
export interface FreshOptions extends Pick<RefetchingOptions, 'refetch' | 'become' | 'chance'> {
  token(): string | null;
}

/** Follows what changes while a page is looked at, and has what is shown asked for anew. `become` is told whether it is heard. */
export const keepFresh = (page: Document, { token, refetch, become, chance }: FreshOptions): Pick<Refetching, 'now' | 'stop'> => {
  const refetching = createRefetching({ chance, refetch, become, isWriting: () => isWritingOn(page) });
  let wasAway = false;
  const stop = followWhileVisible(page, {
    chance,
    token,
    heard: refetching.heard,
    live: (isLive) => {
      // A stream that was opened anew, not after an outage, says nothing of what waits to be shown.
      if (isLive && wasAway) become('live');
      if (!isLive) become('away');
      wasAway = !isLive;
    },
  });
  return {
    now: refetching.now,
    stop: () => {
      stop();
      refetching.stop();
    },
  };
};
