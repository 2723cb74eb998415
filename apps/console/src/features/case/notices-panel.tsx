import { noticeChannelText, noticeStatusText } from '@daqidi/app-kit';
import type { Case } from '../../shared/case/case.js';
import { noticeTitle } from '../../shared/case/notice-title.js';
import { useSpeech } from '../../shared/language.js';

/** What the petitioner was told outside the platform, and whether it reached him. */
export const NoticesPanel = ({ notices }: Pick<Case, 'notices'>) => {
  const { t, say, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('通知记录', 'Notices')}>
      <h2>{t('通知记录', 'Notices')}</h2>
      <ol className="plain">
        {notices.map(({ id, channel, status, at: since, sentAt, ...notice }) => (
          <li key={id}>
            {say(noticeTitle(notice))}
            <div className="muted">
              {say(noticeChannelText[channel])} {say(noticeStatusText[status])} {at(sentAt ?? since)}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
