import { stageText } from '@daqidi/app-kit';
import type { Stage } from '@daqidi/schemas/operations';
import { Tag } from 'antd';
import { useSpeech } from './language.js';

const ended: ReadonlySet<Stage> = new Set(['CLOSED', 'DISMISSED', 'WITHDRAWN']);

export const StageTag = ({ stage }: { readonly stage: Stage }) => {
  const { say } = useSpeech();
  return <Tag className={ended.has(stage) ? 'tag-ended' : 'tag-open'}>{say(stageText[stage])}</Tag>;
};

/** When something is due; what is past says so in words, not by its colour alone. */
export const Due = ({ dueAt, overdue }: { readonly dueAt: string | null; readonly overdue: boolean }) => {
  const { t, at } = useSpeech();
  return overdue ? (
    <strong className="overdue">
      {t('已超期', 'Overdue')} · {at(dueAt)}
    </strong>
  ) : (
    <span>{at(dueAt)}</span>
  );
};
