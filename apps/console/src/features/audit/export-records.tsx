import { exportColumnText, exportFormatText } from '@daqidi/app-kit';
import { type CaseFilter, ListExportRecordsDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { Pager, useAfter } from '../../shared/pager.js';

/** Who exported what, and why. */
export const ExportRecords = () => {
  const { t, say, at } = useSpeech();
  const query = useAsk(ListExportRecordsDocument, { first: 20, after: useAfter() });
  return (
    <ListSection
      title={t('导出记录', 'Exports')}
      query={query}
      rowsOf={({ exportRecords }) => exportRecords.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('申请时间', 'Asked for'), cell: ({ requestedAt }) => at(requestedAt) },
        { head: t('何人', 'Who'), cell: ({ by }) => by.name ?? by.id },
        { head: t('用途', 'Purpose'), cell: ({ purpose }) => purpose },
        {
          head: t('筛选条件', 'Filter'),
          cell: ({ filter }) => <Link to={`/cases?${searchOf(filter as CaseFilter)}`}>{t('打开', 'Open')}</Link>,
        },
        { head: t('列', 'Columns'), cell: ({ columns }) => columns.map((name) => say(exportColumnText[name])).join('、') },
        { head: t('格式', 'Format'), cell: ({ format }) => say(exportFormatText[format]) },
        { head: t('下载次数', 'Fetched'), cell: ({ handedOut }) => handedOut },
      ]}
    >
      {({ exportRecords: { total, totalIsExact, pageInfo } }) => <Pager total={total} isExact={totalIsExact} {...pageInfo} />}
    </ListSection>
  );
};
