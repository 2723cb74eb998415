import { noticeChannelText, noticeRecipientText, noticeStatusText } from '@daqidi/app-kit';
import { ListNoticesDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { noticeTitle } from '../../shared/case/notice-title.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { Pager, useAfter } from '../../shared/pager.js';

/** Who was told what outside the platform, by which channel, and what became of it; never what it said. */
export const SentNotices = () => {
  const { t, say, at } = useSpeech();
  const query = useAsk(ListNoticesDocument, { filter: null, first: 20, after: useAfter() });
  return (
    <ListSection
      title={t('通知记录', 'Notices')}
      query={query}
      rowsOf={({ notices }) => notices.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('产生时间', 'Since'), cell: (notice) => at(notice.at) },
        {
          head: t('类别', 'Kind'),
          cell: (notice) => say(noticeTitle(notice)),
        },
        {
          head: t('对象', 'To'),
          cell: ({ recipient, officer }) => officer?.name ?? officer?.id ?? say(noticeRecipientText[recipient]),
        },
        {
          head: t('诉求', 'Case'),
          cell: ({ appeal }) => appeal && <Link to={`/cases/${appeal.id}`}>{appeal.unifiedCode}</Link>,
        },
        { head: t('渠道', 'Channel'), cell: ({ channel }) => say(noticeChannelText[channel]) },
        { head: t('状态', 'Status'), cell: ({ status }) => say(noticeStatusText[status]) },
        { head: t('发出时间', 'Sent'), cell: ({ sentAt }) => sentAt && at(sentAt) },
        { head: t('尝试次数', 'Attempts'), cell: ({ attempts }) => attempts },
      ]}
    >
      {({ notices: { total, totalIsExact, pageInfo } }) => <Pager total={total} isExact={totalIsExact} {...pageInfo} />}
    </ListSection>
  );
};
