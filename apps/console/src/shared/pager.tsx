import { Button } from 'antd';
import { useLocation, useSearchParams } from 'react-router';
import { useSpeech } from './language.js';

interface Trail {
  readonly trail?: readonly string[];
}

/** Where a page of a list begins, kept in the address; null for the first. */
export const useAfter = (): string | null => useSearchParams()[0].get('after');

/** Forth by the list's cursor, back over the pages that led here. */
export const Pager = ({
  total,
  isExact = true,
  endCursor,
  hasNextPage,
  note,
}: {
  readonly total: number;
  readonly isExact?: boolean;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly note?: string;
}) => {
  const { t } = useSpeech();
  const [, setSearch] = useSearchParams();
  const after = useAfter();
  const { trail = [] } = (useLocation().state ?? {}) as Trail;
  const go = (cursor: string, nextTrail: readonly string[]): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (cursor === '') next.delete('after');
        else next.set('after', cursor);
        return next;
      },
      { state: { trail: nextTrail } satisfies Trail },
    );
  const shown = `${total}${isExact ? '' : '+'}`;
  return (
    <div className="pager">
      <span className="muted" role="status">
        {t(`共 ${shown} 条`, `${shown} in all`)} {note}
      </span>
      <span>
        <Button disabled={after === null} onClick={() => go(trail.at(-1) ?? '', trail.slice(0, -1))}>
          {t('上一页', 'Previous')}
        </Button>{' '}
        <Button disabled={!hasNextPage} onClick={() => go(endCursor ?? '', [...trail, after ?? ''])}>
          {t('下一页', 'Next')}
        </Button>
      </span>
    </div>
  );
};
