import { OpenAttachmentDocument, OpenEvidenceDocument } from '@daqidi/schemas/operations';
import { Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../language.js';
import { asRefusal } from '../refusal.js';
import { Failure } from '../state.js';
import { useTools } from '../tools.js';
import type { Case } from './case.js';

type File = Case['attachments'][number];

interface Whose {
  readonly appealId: string;
  /** The petitioner's material is opened with a record of who did; the office's own evidence without. */
  readonly of: 'PETITIONER' | 'OFFICE';
}

const useTicket = ({ appealId, of }: Whose) => {
  const { client, newRequestId } = useTools();
  return async (attachmentId: string): Promise<string | null> => {
    if (of === 'OFFICE') {
      const { data } = await client.ask(OpenEvidenceDocument, { appealId, attachmentId });
      return data.openEvidence?.ticket ?? null;
    }
    const input = { requestId: newRequestId(), appealId, attachmentId };
    return (await client.ask(OpenAttachmentDocument, { input })).data.openAttachment.ticket;
  };
};

/** A picture that is turned and enlarged where it stands. */
const Picture = ({ address, name }: { readonly address: string; readonly name: string }) => {
  const { t } = useSpeech();
  const [turns, setTurns] = useState(0);
  const [zoom, setZoom] = useState(1);
  return (
    <figure className="picture">
      <div className="frame">
        <img src={address} alt={name} style={{ transform: `rotate(${turns * 90}deg) scale(${zoom})` }} />
      </div>
      <figcaption>
        <Button size="small" onClick={() => setTurns(turns + 1)}>
          {t('旋转', 'Turn')}
        </Button>{' '}
        <Button size="small" onClick={() => setZoom(Math.min(4, zoom * 1.5))}>
          {t('放大', 'Larger')}
        </Button>{' '}
        <Button size="small" onClick={() => setZoom(Math.max(1, zoom / 1.5))}>
          {t('缩小', 'Smaller')}
        </Button>
      </figcaption>
    </figure>
  );
};

const Shown = ({ file, address }: { readonly file: File; readonly address: string }) => {
  const { t } = useSpeech();
  const name = file.name ?? '';
  if (file.mediaType.startsWith('image/')) return <Picture address={address} name={name} />;
  // biome-ignore lint/a11y/useMediaCaption: what people filmed has none
  if (file.mediaType.startsWith('video/')) return <video className="shown" src={address} controls />;
  // biome-ignore lint/a11y/useMediaCaption: what people recorded has none
  if (file.mediaType === 'audio/mpeg') return <audio src={address} controls />;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {t('打开', 'Open')} {name}
    </a>
  );
};

const stateText = (state: File['state'], t: (zh: string, en: string) => string): string =>
  ({
    READY: '',
    NOT_SCANNED: t('待查毒', 'Not scanned yet'),
    HELD: t('含恶意代码，已扣留', 'Held: harmful code'),
    ERASED: t('已删除', 'Erased'),
  })[state];

const One = ({ file, ...whose }: Whose & { readonly file: File }) => {
  const { t } = useSpeech();
  const ticketFor = useTicket(whose);
  const [address, setAddress] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ReturnType<typeof asRefusal> | null>(null);
  const open = async (): Promise<void> => {
    setRefusal(null);
    try {
      const ticket = await ticketFor(file.id);
      setAddress(ticket === null ? null : `/files/${ticket}`);
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  };
  if (address !== null) return <Shown file={file} address={address} />;
  const name = file.name ?? t('文件', 'File');
  return (
    <div>
      <Button disabled={file.state === 'ERASED' || file.state === 'HELD'} onClick={() => void open()}>
        {file.thumbnail !== null && <img className="thumbnail" src={`data:image/jpeg;base64,${file.thumbnail}`} alt="" />} {name}
      </Button>{' '}
      <span className="muted">{stateText(file.state, t)}</span>
      {refusal !== null && <Failure error={refusal} retry={() => void open()} />}
    </div>
  );
};

/** What came with a text. */
export const Attachments = ({ files, ...whose }: Whose & { readonly files: readonly File[] }) =>
  files.length === 0 ? null : (
    <div className="files">
      {files.map((file) => (
        <One key={file.id} file={file} {...whose} />
      ))}
    </div>
  );

/** What it looked like, and what it looks like now: the petitioner's pictures beside those of the result. */
export const BeforeAndAfter = ({
  appealId,
  before,
  after,
}: {
  readonly appealId: string;
  readonly before: readonly File[];
  readonly after: readonly File[];
}) => {
  const { t } = useSpeech();
  if (after.length === 0) return null;
  return (
    <div className="beside">
      <section aria-label={t('办理前', 'Before')}>
        <h4>{t('办理前', 'Before')}</h4>
        <Attachments appealId={appealId} of="PETITIONER" files={before} />
      </section>
      <section aria-label={t('办理后', 'After')}>
        <h4>{t('办理后', 'After')}</h4>
        <Attachments appealId={appealId} of="OFFICE" files={after} />
      </section>
    </div>
  );
};
