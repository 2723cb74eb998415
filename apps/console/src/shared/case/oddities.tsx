import { dayOf } from '@daqidi/app-kit';
import { Alert } from 'antd';
import { useSpeech } from '../language.js';
import { useTools } from '../tools.js';
import type { Case } from './case.js';

/** What somebody who signs should notice first. */
export const Oddities = ({ it }: { readonly it: Case }) => {
  const { t } = useSpeech();
  const { now } = useTools();
  const { ledgerEntry: entry } = it;
  if (entry === null) return null;
  const running = entry.signingClock ?? entry.clock;
  const found = [
    ...(entry.refusals.total > 0
      ? [t(`曾被拒签 ${entry.refusals.total} 次`, `Refused before, ${entry.refusals.total} times`)]
      : []),
    ...(running?.status === 'OVERDUE' ? [t('已超期', 'Overdue')] : []),
    ...(running?.status === 'RUNNING' && dayOf(running.dueAt) === dayOf(now()) ? [t('今日到期', 'Due today')] : []),
    ...(entry.slots.some(({ satisfaction }) => satisfaction === 'DISSATISFIED')
      ? [t('诉求人不满意', 'The petitioner is dissatisfied')]
      : []),
    ...(entry.round > 1 ? [t(`第 ${entry.round} 轮办理`, `Round ${entry.round}`)] : []),
    ...((it.supervision?.orders.length ?? 0) > 0 ? [t('有督办单', 'There are orders')] : []),
  ];
  return found.length === 0 ? null : (
    <Alert type="warning" showIcon title={`${t('请注意', 'Notice')}: ${found.join(t('、', ', '))}`} />
  );
};
