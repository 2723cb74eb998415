import { createSending, isComplete, type SentFile, takenFiles } from '@daqidi/app-kit';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useSpeech } from './language.js';
import type { ListPickerProps } from './list-pickers.js';
import { asRefusal } from './refusal.js';
import { Failure } from './state.js';
import { useTools } from './tools.js';

export interface FilesPickerProps extends ListPickerProps {
  /** The office's own, which keeps what the device wrote into it. */
  readonly isEvidence: boolean;
  /** Whether there is none that has not arrived. */
  onComplete(isComplete: boolean): void;
}

/** Files that go with a form: sent when they are chosen, named when the form is. What had arrived before a draft was left stays named. */
export const FilesPicker = ({ id, value, onChange, isEvidence, onComplete }: FilesPickerProps) => {
  const { t } = useSpeech();
  const { uploader, newRequestId } = useTools();
  const [kept, setKept] = useState<readonly string[]>(value ?? []);
  const [all, show] = useState<readonly SentFile[]>([]);
  const latest = useRef({ kept, onChange, onComplete });
  latest.current = { kept, onChange, onComplete };
  const [sending] = useState(() =>
    createSending({
      uploader,
      newKey: newRequestId,
      shown: async () => (isEvidence ? { evidence: 'true' } : {}),
      asRefusal,
      onChange: (sent) => {
        show(sent);
        latest.current.onComplete(isComplete(sent));
      },
      onIds: (ids) => latest.current.onChange?.([...latest.current.kept, ...ids]),
    }),
  );
  return (
    <div className="stack">
      <input
        id={id}
        type="file"
        multiple
        accept={takenFiles}
        onChange={({ target }) => {
          sending.choose([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {kept.length > 0 && (
        <div>
          {t(`已上传 ${kept.length} 个文件`, `${kept.length} files have been sent`)}{' '}
          <Button
            size="small"
            onClick={() => {
              setKept([]);
              onChange?.(all.flatMap((each) => each.id ?? []));
            }}
          >
            {t('删除', 'Remove')}
          </Button>
        </div>
      )}
      {all.map((each) => (
        <div key={each.key}>
          {each.file.name}{' '}
          {each.id === null && each.refusal === null && (
            <Progress percent={Math.floor(each.share * 100)} size="small" aria-label={each.file.name} />
          )}
          {each.refusal !== null && <Failure error={each.refusal} retry={() => sending.again(each.key)} />}{' '}
          <Button size="small" onClick={() => sending.remove(each.key)}>
            {t('删除', 'Remove')}
          </Button>
        </div>
      ))}
    </div>
  );
};
