import { categoryText, stageText } from '@daqidi/app-kit';
import { CountLedgerDocument, type EntryStage, type Level, ListLedgerDocument } from '@daqidi/schemas/operations';
import { Checkbox, Segmented, Select } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { UnitPicker } from '../../shared/pickers.js';
import { Rows } from '../../shared/rows.js';
import { Due } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';

const pageSize = 20;
const books: readonly Level[] = ['DISTRICT', 'TOWNSHIP', 'VILLAGE'];
const stages: readonly EntryStage[] = ['ASSIGNING', 'ASSIGNED', 'HANDLING', 'SIGNING_OFF', 'SEALING', 'CLOSED', 'WITHDRAWN'];
const bookName = {
  DISTRICT: { zh: '总台账', en: 'District' },
  TOWNSHIP: { zh: '分台账', en: 'Township' },
  VILLAGE: { zh: '微台账', en: 'Village' },
};

const memberOf = <Value extends string>(values: readonly Value[], asked: string | null): Value | null =>
  values.find((value) => value === asked) ?? null;

/** The three ledgers as views of one store: of the district, of a township, of a village, each with its counts by stage. */
export const BooksPage = () => {
  const { t, say } = useSpeech();
  const { now } = useTools();
  const { search, set } = useFilters();
  const book = memberOf(books, search.get('book')) ?? 'DISTRICT';
  const unitId = search.get('unitId');
  const overdue = search.get('overdue') === 'true' ? true : null;
  const counts = useAsk(CountLedgerDocument, { book, unitId, overdue });
  const query = useAsk(ListLedgerDocument, {
    book,
    unitId,
    overdue,
    stage: memberOf(stages, search.get('stage')),
    first: pageSize,
    after: useAfter(),
  });
  const countOf = (stage: EntryStage): string => {
    const found = counts.data?.data.ledgerCounts.find((each) => each.stage === stage);
    return counts.data === undefined ? '' : ` ${found?.count ?? 0}`;
  };
  return (
    <Page
      title={t('三级台账', 'Ledgers')}
      aside={
        <Segmented
          value={book}
          onChange={(chosen) => set('book', chosen)}
          options={books.map((value) => ({ value, label: say(bookName[value]) }))}
        />
      }
    >
      <fieldset className="panel filters">
        <legend className="hidden">{t('筛选', 'Filters')}</legend>
        <label htmlFor="book-unit">
          {t('单位(一村一档)', 'Unit, a file a village')}
          <UnitPicker id="book-unit" {...(unitId !== null && { value: unitId })} onChange={(id) => set('unitId', id)} />
        </label>
        <label htmlFor="book-stage">
          {t('环节', 'Stage')}
          <Select
            id="book-stage"
            allowClear
            className="narrow-select"
            value={search.get('stage') ?? undefined}
            onChange={(stage?: string) => set('stage', stage)}
            options={stages.map((value) => ({ value, label: `${say(stageText[value])}${countOf(value)}` }))}
          />
        </label>
        <Checkbox checked={overdue === true} onChange={({ target }) => set('overdue', target.checked ? 'true' : undefined)}>
          {t('已超期', 'Overdue')}
        </Checkbox>
      </fieldset>
      <Loaded query={query} isEmpty={({ ledger }) => ledger.edges.length === 0} emptyText={t('台账中没有', 'Nothing in it')}>
        {({ ledger }) => (
          <>
            <Rows
              label={t('三级台账', 'Ledgers')}
              rows={ledger.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: t('统一编码', 'Code'),
                  cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal.unifiedCode}</Link>,
                },
                { head: t('环节', 'Stage'), cell: ({ stage }) => say(stageText[stage]) },
                { head: t('类别', 'Category'), cell: ({ category }) => say(categoryText[category]) },
                { head: t('区划', 'Place'), cell: ({ appeal }) => appeal.region.name },
                { head: t('承办单位', 'Unit'), cell: ({ holder }) => holder.name },
                { head: t('责任人', 'Responsible'), cell: ({ handler }) => handler?.name },
                { head: t('轮次', 'Round'), cell: ({ round }) => round },
                {
                  head: t('期限', 'Due'),
                  cell: ({ clock }) =>
                    clock && (
                      <Due
                        dueAt={clock.dueAt}
                        overdue={clock.status === 'OVERDUE' || (clock.status === 'RUNNING' && Date.parse(clock.dueAt) < now())}
                      />
                    ),
                },
              ]}
            />
            <Pager total={ledger.total} isExact={ledger.totalIsExact} {...ledger.pageInfo} />
          </>
        )}
      </Loaded>
    </Page>
  );
};
