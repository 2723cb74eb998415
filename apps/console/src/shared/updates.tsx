import { type Freshness, keepFresh } from '@daqidi/app-kit';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSpeech } from './language.js';
import { useSession, useTools } from './tools.js';

/** Lists and figures may hold any case; what is about one case holds that one only. */
const concerns = (cases: ReadonlySet<string> | null, [, , variables]: readonly unknown[]): boolean => {
  const { id } = (variables ?? {}) as { readonly id?: unknown };
  return cases === null || typeof id !== 'string' || cases.has(id);
};

/** Keeps what is shown fresh, and says where it is not. */
export const Updates = () => {
  const { t } = useSpeech();
  const session = useSession();
  const { session: store, chance } = useTools();
  const queries = useQueryClient();
  const [state, become] = useState<Freshness>('live');
  const [refetch, setRefetch] = useState<() => void>(() => () => undefined);
  const personId = session?.personId;
  // Anew for whoever signs in: what one person was told of is no other's.
  useEffect(() => {
    if (personId === undefined) return;
    const fresh = keepFresh(document, {
      chance,
      token: () => store.current()?.token ?? null,
      refetch: (cases) => void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(cases, queryKey) }),
      become,
    });
    setRefetch(() => fresh.now);
    return fresh.stop;
  }, [personId, queries, store, chance]);
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
