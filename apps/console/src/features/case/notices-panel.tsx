import { noticeChannelText, noticeKindText, noticeStatusText } from '@daqidi/app-kit';
import type { Case } from '../../shared/case/case.js';
import { useSpeech } from '../../shared/language.js';

/** What the petitioner was told outside the platform, and whether it reached him. */
export const NoticesPanel = ({ notices }: Pick<Case, 'notices'>) => {
  const { t, say, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('通知记录', 'Notices')}>
      <h2>{t('通知记录', 'Notices')}</h2>
      <ol className="plain">
        {notices.map(({ id, kind, stepZh, stepEn, channel, status, at: since, sentAt }) => (
          <li key={id}>
            {t(stepZh ?? noticeKindText[kind].zh, stepEn ?? noticeKindText[kind].en)}
            <div className="muted">
              {say(noticeChannelText[channel])} {say(noticeStatusText[status])} {at(sentAt ?? since)}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
