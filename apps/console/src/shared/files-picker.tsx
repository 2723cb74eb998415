import { createSending, type SentFile, takenFiles } from '@daqidi/app-kit';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useSpeech } from './language.js';
import type { ListPickerProps } from './list-pickers.js';
import { asRefusal } from './refusal.js';
import { Failure } from './state.js';
import { useTools } from './tools.js';

/** Files that go with a form: sent when they are chosen, named when the form is. */
export const FilesPicker = ({ id, onChange }: ListPickerProps) => {
  const { t } = useSpeech();
  const { uploader, newRequestId } = useTools();
  const [all, show] = useState<readonly SentFile[]>([]);
  const latest = useRef(onChange);
  latest.current = onChange;
  const [sending] = useState(() =>
    createSending({
      uploader,
      newKey: newRequestId,
      shown: async () => ({ evidence: 'true' }),
      asRefusal,
      onChange: show,
      onIds: (ids) => latest.current?.([...ids]),
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
