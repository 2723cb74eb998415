import { type Answered, Refusal } from '@daqidi/app-kit';
import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from './language.js';

/** Why something failed, to be tried again. */
export const Failure = ({ error, retry }: { readonly error: unknown; readonly retry: () => void }) => {
  const { t, say } = useSpeech();
  const refusal = error instanceof Refusal ? error : null;
  return (
    <Alert
      type={refusal?.code === 'FORBIDDEN' ? 'info' : 'error'}
      showIcon
      title={refusal === null ? t('页面出错了', 'The page failed') : say(refusal.text)}
      description={refusal?.correlationId ? `${t('编号', 'Reference')} ${refusal.correlationId}` : undefined}
      action={
        <Button size="small" onClick={retry}>
          {t('重试', 'Try again')}
        </Button>
      }
    />
  );
};

/** Whether the reader's posts never let him ask this: then there is nothing to try again. */
export const isForbidden = ({ error }: Pick<UseQueryResult, 'error'>): boolean =>
  error instanceof Refusal && error.code === 'FORBIDDEN';

export interface LoadedProps<Answer> {
  readonly query: UseQueryResult<Answered<Answer>>;
  /** Whether there is nothing to show. */
  isEmpty?(answer: Answer): boolean;
  readonly emptyText?: string;
  children(answer: Answer): ReactNode;
}

/** Loading, failed, nothing there, in part, or all of it: said in one way on every page. */
export const Loaded = <Answer,>({ query, isEmpty, emptyText, children }: LoadedProps<Answer>) => {
  const { t } = useSpeech();
  const { data, error, refetch } = query;
  if (data === undefined) {
    if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
    return (
      <div role="status" aria-label={t('加载中', 'Loading')}>
        <Skeleton active />
      </div>
    );
  }
  return (
    <>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data.problems.length > 0 && (
        <Alert type="warning" showIcon title={t('部分内容暂时无法显示。', 'Parts cannot be shown at the moment.')} />
      )}
      {isEmpty?.(data.data) ? <Empty description={emptyText ?? t('没有内容', 'Nothing here')} /> : children(data.data)}
    </>
  );
};
