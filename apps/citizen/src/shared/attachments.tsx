import { type FollowOwnAppealQuery, OpenAttachmentDocument, OpenEvidenceDocument } from '@daqidi/schemas/operations';
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

interface Of {
  readonly appealId: string;
  /** Whether it is the office's, of a result. */
  readonly isEvidence?: boolean;
}

const One = ({ appealId, file, isEvidence = false }: Of & { readonly file: File }) => {
  const { t, tools } = useScene();
  const ticketOf = async (): Promise<string | null> => {
    const of = { appealId, attachmentId: file.id };
    if (isEvidence) return (await tools.client.ask(OpenEvidenceDocument, of)).data.openEvidence?.ticket ?? null;
    const input = { requestId: tools.newRequestId(), ...of };
    return (await tools.client.ask(OpenAttachmentDocument, { input })).data.openAttachment.ticket;
  };
  const [address, setAddress] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ReturnType<typeof asRefusal> | null>(null);
  const open = async (): Promise<void> => {
    setRefusal(null);
    try {
      const ticket = await ticketOf();
      if (ticket !== null) setAddress(`/files/${ticket}`);
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
export const Attachments = ({ files, ...of }: Of & { readonly files: readonly File[] }) => (
  <>
    {files.map((file) => (
      <One key={file.id} {...of} file={file} />
    ))}
  </>
);
