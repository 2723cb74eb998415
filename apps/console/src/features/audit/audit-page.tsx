import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { DirectoryChanges } from './directory-changes.js';
import { ExportRecords } from './export-records.js';
import { PetitionerViews } from './petitioner-views.js';
import { SentNotices } from './sent-notices.js';

/** Whose posts make views and exports worth asking for; what may be read the platform says. */
const overseers = ['AUDITOR', 'DISCIPLINE_INSPECTOR'];

/** What was looked at, taken along and changed. */
export const AuditPage = () => {
  const { t } = useSpeech();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const oversees = overseers.some((role) => rolesOf(me).has(role));
  const changes = { key: 'changes', label: t('名录变更', 'Directory'), children: <DirectoryChanges /> };
  return (
    <Page title={t('审计', 'Audit')}>
      {me !== null && (
        <Tabs
          activeKey={search.get('tab') ?? (oversees ? 'views' : 'changes')}
          onChange={(tab) => setSearch({ tab })}
          destroyOnHidden
          items={
            oversees
              ? [
                  { key: 'views', label: t('查看诉求人', 'Views'), children: <PetitionerViews /> },
                  { key: 'exports', label: t('导出', 'Exports'), children: <ExportRecords /> },
                  { key: 'notices', label: t('通知', 'Notices'), children: <SentNotices /> },
                  changes,
                ]
              : [changes]
          }
        />
      )}
    </Page>
  );
};
