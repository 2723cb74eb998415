import { takenFiles } from '@daqidi/app-kit';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useSpeech } from './language.js';
import type { ListPickerProps } from './list-pickers.js';
import { asRefusal } from './refusal.js';
import { Failure } from './state.js';
import { useTools } from './tools.js';

interface Sent {
  readonly file: File;
  readonly key: string;
  readonly share: number;
  readonly id: string | null;
  readonly refusal: ReturnType<typeof asRefusal> | null;
}

/** Files that go with a form: sent when they are chosen, named when the form is. */
export const FilesPicker = ({ id, onChange }: ListPickerProps) => {
  const { t } = useSpeech();
  const { uploader, newRequestId } = useTools();
  const all = useRef<readonly Sent[]>([]);
  const [, show] = useState(0);
  const set = (next: readonly Sent[]): void => {
    all.current = next;
    show((count) => count + 1);
    onChange?.(next.flatMap((each) => each.id ?? []));
  };
  const change = (key: string, part: Partial<Sent>): void =>
    set(all.current.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const send = async ({ key, file }: Pick<Sent, 'key' | 'file'>): Promise<void> => {
    change(key, { share: 0, refusal: null });
    try {
      const sent = await uploader.upload(file, { evidence: 'true' }, (share) => change(key, { share }));
      change(key, { id: sent, share: 1 });
    } catch (error) {
      change(key, { refusal: asRefusal(error) });
    }
  };
  return (
    <div className="stack">
      <input
        id={id}
        type="file"
        multiple
        accept={takenFiles}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])].map((file) => {
            const key = newRequestId();
            return { file, key, share: 0, id: null, refusal: null };
          });
          target.value = '';
          set([...all.current, ...chosen]);
          for (const each of chosen) void send(each);
        }}
      />
      {all.current.map((each) => (
        <div key={each.key}>
          {each.file.name}{' '}
          {each.id === null && each.refusal === null && (
            <Progress percent={Math.floor(each.share * 100)} size="small" aria-label={each.file.name} />
          )}
          {each.refusal !== null && <Failure error={each.refusal} retry={() => void send(each)} />}{' '}
          <Button size="small" onClick={() => set(all.current.filter(({ key }) => key !== each.key))}>
            {t('删除', 'Remove')}
          </Button>
        </div>
      ))}
    </div>
  );
};
