import type { SubmitAppealMutation } from '@daqidi/schemas/operations';
import { useEffect, useState } from 'preact/hooks';
import { Go, Page } from '../shared/parts.js';
import { ReadAloud } from '../shared/read-aloud.js';
import { useScene } from '../shared/tools.js';

type Receipt = SubmitAppealMutation['submitAppeal']['receipt'];

/** As a picture: what can be pressed long is kept where downloads are not. */
const drawn = (lines: readonly string[]): string => {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 80 + lines.length * 56;
  const paper = canvas.getContext('2d');
  if (paper === null) return '';
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = '#1d2733';
  paper.font = '30px system-ui, sans-serif';
  lines.forEach((line, index) => {
    paper.fillText(line, 32, 72 + index * 56);
  });
  return canvas.toDataURL('image/png');
};

export const ReceiptPage = ({ receipt }: { readonly receipt: Receipt }) => {
  const { tools, t, at } = useScene();
  const [picture, setPicture] = useState('');
  const lines = [
    t('群众诉求大起底 · 回执', 'Daqidi · Receipt'),
    `${t('统一编码', 'Code')} ${receipt.unifiedCode}`,
    `${t('查询码', 'Query code')} ${receipt.queryCode ?? ''}`,
    at(receipt.receivedAt),
  ];
  const said = lines.join('\n');
  useEffect(() => setPicture(drawn(said.split('\n'))), [said]);
  return (
    <Page title={t('已收到您的诉求', 'We have your appeal')}>
      <dl>
        <dt>{t('统一编码', 'Code')}</dt>
        <dd>{receipt.unifiedCode}</dd>
        <dt>{t('查询码', 'Query code')}</dt>
        <dd>{receipt.queryCode}</dd>
      </dl>
      <p class="notice">
        {t(
          '凭两个编码可随时查询进度。查询码只属于您，请勿告诉他人。',
          'With both codes you see how far it is. The query code is yours alone.',
        )}
      </p>
      {picture !== '' && (
        <figure>
          <img src={picture} alt={said} />
          <figcaption>{t('长按图片保存回执', 'Press long to keep the receipt')}</figcaption>
        </figure>
      )}
      <ReadAloud text={said} />
      {tools.person() === null ? (
        <Go to="/c/progress" className="big">
          {t('查进度', 'How far is it?')}
        </Go>
      ) : (
        <Go to="/c/mine" className="big">
          {t('查看我的诉求', 'My appeals')}
        </Go>
      )}
    </Page>
  );
};
