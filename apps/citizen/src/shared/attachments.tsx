import { type FollowOwnAppealQuery, OpenAttachmentDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed } from './parts.js';
import { useScene } from './tools.js';
import { asRefusal } from './use-ask.js';

type File = NonNullable<FollowOwnAppealQuery['appeal']>['attachments'][number];

const Shown = ({ file, address }: { readonly file: File; readonly address: string }) => {
  const { t } = useScene();
  const name = file.name ?? '';
  if (file.mediaType.startsWith('image/')) return <img class="shown" src={address} alt={name} />;
  // biome-ignore lint/a11y/useMediaCaption: what people filmed has none
  if (file.mediaType.startsWith('video/')) return <video class="shown" src={address} controls />;
  // biome-ignore lint/a11y/useMediaCaption: what people recorded has none
  if (file.mediaType === 'audio/mpeg') return <audio src={address} controls />;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {t('打开', 'Open')} {name}
    </a>
  );
};

const One = ({ appealId, file }: { readonly appealId: string; readonly file: File }) => {
  const { t, tools } = useScene();
  const [address, setAddress] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ReturnType<typeof asRefusal> | null>(null);
  const open = async (): Promise<void> => {
    setRefusal(null);
    try {
      const input = { requestId: tools.newRequestId(), appealId, attachmentId: file.id };
      const { data } = await tools.client.ask(OpenAttachmentDocument, { input });
      setAddress(`/files/${data.openAttachment.ticket}`);
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  };
  if (file.state !== 'READY') return <p class="quiet">{t('文件暂不能查看', 'A file that cannot be shown now')}</p>;
  if (address !== null) return <Shown file={file} address={address} />;
  return (
    <>
      <button type="button" class="file" onClick={() => void open()}>
        {file.thumbnail !== null && <img src={`data:image/jpeg;base64,${file.thumbnail}`} alt="" />} {file.name}
      </button>
      <Failed refusal={refusal} />
    </>
  );
};

/** What came with a text: a small picture or a name, opened where it is touched. */
export const Attachments = ({ appealId, files }: { readonly appealId: string; readonly files: readonly File[] }) => (
  <>
    {files.map((file) => (
      <One key={file.id} appealId={appealId} file={file} />
    ))}
  </>
);
