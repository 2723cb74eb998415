import { followUpdates } from '@daqidi/app-kit';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSpeech } from './language.js';
import { useSession, useTools } from './tools.js';

/** Milliseconds in which what changes is asked for once, however much of it there is. */
const calm = 5_000;

type State = 'live' | 'away' | 'changed';

/** What somebody is writing about does not change under his hands. */
const isWriting = (): boolean => document.activeElement?.closest('form, [role=dialog]') != null;

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Lists and figures may hold any case; what is about one case holds that one only. */
const concerns = (cases: ReadonlySet<string> | null, [, , variables]: readonly unknown[]): boolean => {
  const { id } = (variables ?? {}) as { readonly id?: unknown };
  return cases === null || typeof id !== 'string' || cases.has(id);
};

/** Gathers what is heard, and asks for what is shown anew: at once after a rest, then every few seconds at most. */
const createRefetching = (queries: QueryClient, become: (state: State) => void) => {
  let gathered: Set<string> | null = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refetch = (): void => {
    const cases = gathered;
    gathered = new Set();
    become('live');
    void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(cases, queryKey) });
  };
  const isEmpty = (): boolean => gathered !== null && gathered.size === 0;
  const due = (): void => {
    timer = undefined;
    if (isEmpty()) return;
    if (isWriting()) become('changed');
    else refetch();
    timer = setTimeout(due, calm * (0.8 + Math.random() * 0.4));
  };
  return {
    heard: (cases: readonly string[] | null): void => {
      gathered = cases === null || gathered === null ? null : new Set([...gathered, ...cases]);
      timer ??= setTimeout(due, 0);
    },
    refetch,
    stop: (): void => clearTimeout(timer),
  };
};

/**
 * Keeps what is shown fresh, and says where it is not. A page that nobody looks at is told nothing: it goes on where it was when it is
 * looked at again, so that a browser holds one stream for what it shows.
 */
export const Updates = () => {
  const { t } = useSpeech();
  const session = useSession();
  const { session: store } = useTools();
  const queries = useQueryClient();
  const [state, become] = useState<State>('live');
  const [refetch, setRefetch] = useState<() => void>(() => () => undefined);
  const personId = session?.personId;
  // Anew for whoever signs in: what one person was told of is no other's.
  useEffect(() => {
    if (personId === undefined) return;
    const refetching = createRefetching(queries, become);
    setRefetch(() => refetching.refetch);
    let wasAway = false;
    const follow = followUpdates({
      token: () => store.current()?.token ?? null,
      fetch: (...request) => fetch(...request),
      heard: refetching.heard,
      live: (isLive) => {
        if (isLive && wasAway) become('live');
        if (!isLive) become('away');
        wasAway = !isLive;
      },
      wait,
      chance: Math.random,
    });
    let looked: AbortController | undefined;
    const look = (): void => {
      looked?.abort();
      looked = undefined;
      if (document.visibilityState === 'hidden') return;
      looked = new AbortController();
      void follow(looked.signal);
    };
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
      looked?.abort();
      refetching.stop();
    };
  }, [personId, queries, store]);
  if (state === 'live') return null;
  return (
    <div className="updates" role="status">
      {state === 'away' ? (
        t('与平台的连接中断，显示的内容可能不是最新', 'The platform is not heard: what is shown may be old')
      ) : (
        <>
          {t('您填写期间有新变化', 'Something changed while you were writing')}
          <Button size="small" onClick={refetch}>
            {t('查看最新', 'Show it')}
          </Button>
        </>
      )}
    </div>
  );
};
