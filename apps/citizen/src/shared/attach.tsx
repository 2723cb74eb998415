import { createSending, isComplete, isWorthTrying, type SentFile, takenFiles, type UploadShown } from '@daqidi/app-kit';
import { useRef, useState } from 'preact/hooks';
import { Failed } from './parts.js';
import { useScene } from './tools.js';
import { asRefusal } from './use-ask.js';

export interface AttachProps {
  /** What is shown with each file, by whoever is not signed in; null where that cannot be had now. */
  shown(): Promise<UploadShown | null>;
  /** What had arrived before this was shown. */
  readonly kept?: readonly string[];
  /** Of all that has arrived. */
  onIds(ids: readonly string[]): void;
  /** Whether there is none that has not arrived: until then nothing is submitted. */
  onComplete(isComplete: boolean): void;
}

/** Takes or chooses pictures and other files, and sends them at once: each shows how far it is, and is tried again where it failed. */
export const Attach = ({ shown, kept = [], onIds, onComplete }: AttachProps) => {
  const { t, tools } = useScene();
  const [before, setBefore] = useState(kept);
  const [all, show] = useState<readonly SentFile[]>([]);
  /** As they are at this moment, for what arrives later. */
  const latest = useRef({ shown, onIds, onComplete, before });
  latest.current = { shown, onIds, onComplete, before };
  const [sending] = useState(() =>
    createSending({
      uploader: tools.uploader,
      newKey: tools.newRequestId,
      shown: async () => (await latest.current.shown()) ?? {},
      asRefusal,
      onChange: (sent) => {
        show(sent);
        latest.current.onComplete(isComplete(sent));
      },
      onIds: (ids) => latest.current.onIds([...latest.current.before, ...ids]),
    }),
  );
  return (
    <fieldset>
      <legend>{t('照片和文件(选填)', 'Pictures and files (optional)')}</legend>
      <p class="quiet">
        {t('照片中的拍摄位置和手机信息会被去掉。', 'Where and with what a picture was taken is removed from it.')}
      </p>
      <label class="big file">
        {t('拍照或选择文件', 'Take a picture or choose a file')}
        <input
          type="file"
          multiple
          accept={takenFiles}
          onChange={({ currentTarget }) => {
            sending.choose([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </label>
      {before.length > 0 && (
        <p class="notice">
          {t(`已上传 ${before.length} 个文件`, `${before.length} files have been sent`)}{' '}
          <button
            type="button"
            onClick={() => {
              setBefore([]);
              onIds(all.flatMap(({ id }) => id ?? []));
            }}
          >
            {t('删除', 'Remove')}
          </button>
        </p>
      )}
      {all.map((each) => (
        <div key={each.key} class="sent">
          <span class="said">{each.file.name}</span>{' '}
          {each.id === null && each.refusal === null && (
            <progress max={1} value={each.share} aria-label={t(`正在上传 ${each.file.name}`, `Sending ${each.file.name}`)} />
          )}
          {each.id !== null && <span>{t('已上传', 'Sent')}</span>}
          <Failed
            refusal={each.refusal}
            {...(each.refusal !== null && isWorthTrying(each.refusal) && { again: () => sending.again(each.key) })}
          />
          {(each.id !== null || each.refusal !== null) && (
            <button type="button" onClick={() => sending.remove(each.key)}>
              {t('删除', 'Remove')}
            </button>
          )}
        </div>
      ))}
      {!isComplete(all) && (
        <p class="quiet" role="status">
          {all.some(({ refusal }) => refusal !== null)
            ? t('有文件没有上传成功：请重试或删除后再继续。', 'A file could not be sent: try it again or remove it, then go on.')
            : t('文件全部上传后才能继续。', 'It goes on once all files have been sent.')}
        </p>
      )}
    </fieldset>
  );
};
