import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Empty, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useSpeech } from '../language.js';
import { QueueCase } from './queue-case.js';
import { type QueueItem, useQueue } from './use-queue.js';

const Keys = () => {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('快捷键 F1', 'Keys F1')}</Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('快捷键', 'Keys')}>
        <dl className="facts">
          <dt>Ctrl + Enter</dt>
          <dd>{t('提交当前表单', 'Send the form')}</dd>
          <dt>Alt + ↓ / ↑</dt>
          <dd>{t('下一件、上一件', 'The next, the one before')}</dd>
          <dt>Tab</dt>
          <dd>{t('下一项', 'The next field')}</dd>
        </dl>
      </Modal>
    </>
  );
};

export interface WorkQueueProps {
  readonly items: readonly QueueItem[] | undefined;
  readonly query: UseQueryResult<unknown>;
  /** Said where nothing waited when the queue was opened; one that was worked off stays. */
  readonly emptyText: string;
  /** Mutations that are done here, the usual one first. */
  readonly acts: readonly string[];
  /** Those of them after which it still waits for somebody. */
  readonly parts: ReadonlySet<string>;
  /** Beside the keys. */
  readonly aside?: ReactNode;
}

/** Cases that wait, one beside the list, worked by keyboard from the first to the last. */
export const WorkQueue = ({ items, query, emptyText, acts, parts, aside }: WorkQueueProps) => {
  const { t } = useSpeech();
  const queue = useQueue(items);
  const left = queue.items.filter(({ id }) => !queue.done.has(id) && !queue.partly.has(id)).length;
  return (
    <>
      <div className="pager">
        <span role="status">{t(`还有 ${left} 件`, `${left} left`)}</span>
        <span>
          {aside} <Keys />{' '}
          <Button
            onClick={() => {
              void query.refetch().then(queue.renew);
            }}
          >
            {t('刷新队列', 'Renew the queue')}
          </Button>
        </span>
      </div>
      {queue.items.length === 0 ? (
        <Empty description={emptyText} />
      ) : (
        <div className="queue">
          <ol className="queue-list" aria-label={t('队列', 'Queue')}>
            {queue.items.map(({ id, title, matter, about }) => (
              <li key={id}>
                <button type="button" aria-current={id === queue.currentId} onClick={() => queue.choose(id)}>
                  {queue.done.has(id) && <span>{t('✓ 已办', '✓ done')} </span>}
                  {queue.partly.has(id) && !queue.done.has(id) && <span>{t('已记录，待结论', 'recorded, not decided')} </span>}
                  {title}
                  {matter !== '' && <div>{matter}</div>}
                  <div className="muted">{about}</div>
                </button>
              </li>
            ))}
          </ol>
          {queue.currentId === null ? (
            <p className="panel">{t('队列已办完', 'Nothing is left in the queue')}</p>
          ) : (
            <QueueCase
              key={queue.currentId}
              id={queue.currentId}
              acts={acts}
              onDecided={(id, mutation) => queue.decided(id, !parts.has(mutation))}
              onNext={() => queue.move(1)}
            />
          )}
        </div>
      )}
    </>
  );
};
