import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { PolicyTab } from './policy-tab.js';
import { PostsTab } from './posts-tab.js';
import { RegionsTab } from './regions-tab.js';
import { UnitsTab } from './units-tab.js';
import { VacanciesTab } from './vacancies-tab.js';

export const DirectoryPage = () => {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t('机构与政策', 'Directory and policy')}>
      <Tabs
        activeKey={search.get('tab') ?? 'units'}
        onChange={(tab) => setSearch({ tab })}
        destroyOnHidden
        items={[
          { key: 'units', label: t('责任单位', 'Units'), children: <UnitsTab /> },
          { key: 'regions', label: t('区划', 'Places'), children: <RegionsTab /> },
          { key: 'posts', label: t('岗位', 'Posts'), children: <PostsTab /> },
          { key: 'vacancies', label: t('空缺与届满', 'Vacancies'), children: <VacanciesTab /> },
          { key: 'policy', label: t('政策、渠道、假日', 'Policy, channels, holidays'), children: <PolicyTab /> },
        ]}
      />
    </Page>
  );
};
