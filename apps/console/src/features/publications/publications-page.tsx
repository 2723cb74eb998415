import { categoryText, outcomeText } from '@daqidi/app-kit';
import {
  CheckPublicationForm,
  ListPublicationsDocument,
  ListPublicationsDueDocument,
  ProposePublicationForm,
} from '@daqidi/schemas/operations';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { useMayEver } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { RegionPicker } from '../../shared/pickers.js';
import { Due } from '../../shared/stage-tag.js';

const pageSize = 20;

/** Results that have to be told to the public: written and checked on the page of the case. */
const DuePublications = () => {
  const { t, say } = useSpeech();
  const query = useAsk(ListPublicationsDueDocument, { first: pageSize });
  return (
    <ListSection
      title={t('待公开', 'To be published')}
      query={query}
      rowsOf={({ publicationsDue }) =>
        publicationsDue.edges.flatMap(({ node: { ledgerEntry, ...rest } }) =>
          ledgerEntry === null ? [] : { ...rest, ledgerEntry },
        )
      }
      keyOf={({ ledgerEntry }) => ledgerEntry.id}
      columns={[
        {
          head: t('诉求', 'Case'),
          cell: ({ ledgerEntry }) => <Link to={`/cases/${ledgerEntry.id}`}>{ledgerEntry.appeal.unifiedCode}</Link>,
        },
        { head: t('类别', 'Category'), cell: ({ ledgerEntry }) => say(categoryText[ledgerEntry.category]) },
        { head: t('期限', 'Due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
      ]}
    />
  );
};

const Published = () => {
  const { t, say, at } = useSpeech();
  const [search] = useSearchParams();
  const query = useAsk(ListPublicationsDocument, {
    regionId: search.get('regionId'),
    month: search.get('month'),
    first: pageSize,
    after: useAfter(),
  });
  return (
    <ListSection
      title={t('已公开', 'Published')}
      query={query}
      rowsOf={({ publications }) => publications.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('公开时间', 'Published'), cell: ({ publishedAt, correctedAt }) => at(correctedAt ?? publishedAt) },
        { head: t('类别', 'Category'), cell: ({ category }) => say(categoryText[category]) },
        { head: t('结论', 'Outcome'), cell: ({ outcome }) => say(outcomeText[outcome]) },
        { head: t('区划', 'Place'), cell: ({ region }) => region.name },
        { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
        { head: t('公开文本', 'Text'), cell: ({ text }) => text },
      ]}
    >
      {({ publications }) => <Pager total={publications.total} isExact={publications.totalIsExact} {...publications.pageInfo} />}
    </ListSection>
  );
};

/** What the public is told: what waits to be, and what was, by place and month. */
export const PublicationsPage = () => {
  const { t } = useSpeech();
  const { search, set } = useFilters();
  const concerned = useMayEver(ProposePublicationForm, CheckPublicationForm);
  const regionId = search.get('regionId') ?? undefined;
  return (
    <Page
      title={t('结果公开', 'Publications')}
      aside={
        <div className="filters">
          <label htmlFor="publications-region">
            {t('区划', 'Place')}
            <RegionPicker
              id="publications-region"
              {...(regionId !== undefined && { value: regionId })}
              onChange={(id) => set('regionId', id)}
            />
          </label>
          <label htmlFor="publications-month">
            {t('月份', 'Month')}
            <input
              id="publications-month"
              type="month"
              className="date"
              value={search.get('month') ?? ''}
              onChange={({ target }) => set('month', target.value)}
            />
          </label>
        </div>
      }
    >
      {concerned && <DuePublications />}
      <Published />
    </Page>
  );
};
