import { categoryText, dayOf, dayStart, stageText } from '@daqidi/app-kit';
import { type Bilingual, ListCasesDocument } from '@daqidi/schemas/operations';
import { Button, Checkbox, Select } from 'antd';
import { useAsk } from '../../shared/ask.js';
import { filterIn, sortIn } from '../../shared/case/case-filter.js';
import { CaseTable } from '../../shared/case/case-table.js';
import { type Filtering, useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { ChannelPicker, RegionPicker, SubjectPicker, TagPicker, UnitPicker } from '../../shared/pickers.js';
import { Loaded } from '../../shared/state.js';
import { ColumnChoice, useShownColumns } from './columns.js';
import { ExportRows } from './export-rows.js';
import { FindPetitioner } from './find-petitioner.js';

const pageSize = 20;

const Choice = ({
  name,
  text,
  words,
  search,
  set,
}: Filtering & { readonly name: string; readonly text: string; readonly words: Readonly<Record<string, Bilingual>> }) => {
  const { say } = useSpeech();
  return (
    <label htmlFor={`filter-${name}`}>
      {text}
      <Select
        id={`filter-${name}`}
        allowClear
        className="narrow-select"
        value={search.get(name) ?? undefined}
        onChange={(value?: string) => set(name, value)}
        options={Object.entries(words).map(([value, word]) => ({ value, label: say(word) }))}
      />
    </label>
  );
};

const sortWords = {
  NEWEST_FIRST: { zh: '最新提交在前', en: 'Newest first' },
  OLDEST_FIRST: { zh: '最早提交在前', en: 'Oldest first' },
  DUE_FIRST: { zh: '到期最早在前', en: 'Due first' },
};

const Day = ({
  id,
  name,
  label,
  search,
  set,
}: Filtering & { readonly id: string; readonly name: string; readonly label: string }) => {
  const moment = search.get(name);
  return (
    <label htmlFor={id}>
      {label}
      <input
        id={id}
        type="date"
        className="date"
        value={moment === null ? '' : dayOf(moment)}
        onChange={({ target }) => set(name, target.value === '' ? undefined : dayStart(target.value))}
      />
    </label>
  );
};

const Period = (filtering: Filtering) => {
  const { t } = useSpeech();
  return (
    <>
      <Day id="filter-from" name="submittedFrom" label={t('提交日期自', 'Submitted from')} {...filtering} />
      <Day id="filter-before" name="dueBefore" label={t('期限早于', 'Due before')} {...filtering} />
    </>
  );
};

const Filters = (filtering: Filtering & { clear(): void }) => {
  const { t } = useSpeech();
  const { search, set, clear } = filtering;
  const value = (name: string) => search.get(name) ?? undefined;
  const flag = (name: string, text: string) => (
    <Checkbox checked={search.get(name) === 'true'} onChange={({ target }) => set(name, target.checked ? 'true' : undefined)}>
      {text}
    </Checkbox>
  );
  return (
    <fieldset className="panel filters">
      <legend className="hidden">{t('筛选', 'Filters')}</legend>
      <Choice {...filtering} name="stage" text={t('环节', 'Stage')} words={stageText} />
      <Choice {...filtering} name="category" text={t('类别', 'Category')} words={categoryText} />
      <label htmlFor="filter-region">
        {t('区划', 'Place')}
        <RegionPicker id="filter-region" value={value('regionId')} onChange={(id) => set('regionId', id)} />
      </label>
      <label htmlFor="filter-unit">
        {t('承办单位', 'Unit')}
        <UnitPicker id="filter-unit" value={value('unitId')} onChange={(id) => set('unitId', id)} />
      </label>
      <label htmlFor="filter-subject">
        {t('内容分类', 'Subject')}
        <SubjectPicker id="filter-subject" value={value('subject')} onChange={(code) => set('subject', code)} />
      </label>
      <label htmlFor="filter-channel">
        {t('来源渠道', 'Channel')}
        <ChannelPicker id="filter-channel" value={value('channel')} onChange={(code) => set('channel', code)} />
      </label>
      <label htmlFor="filter-tag">
        {t('分类标注', 'Tag')}
        <TagPicker id="filter-tag" value={value('tag')} onChange={(code) => set('tag', code)} />
      </label>
      <Period {...filtering} />
      <Choice {...filtering} name="sort" text={t('排序', 'Order')} words={sortWords} />
      {flag('mine', t('待我办理', 'Waits for me'))}
      {flag('overdue', t('已超期', 'Overdue'))}
      {flag('reopened', t('重新办理', 'Reopened'))}
      <Button onClick={clear}>{t('清除条件', 'Clear')}</Button>
    </fieldset>
  );
};

/** Every filter and the page are in the address, so that the way back from a case leads to the same place. */
export const LedgerPage = () => {
  const { t, at } = useSpeech();
  const filtering = useFilters();
  const { search } = filtering;
  const after = useAfter();
  const [shown, setShown] = useShownColumns();
  const query = useAsk(ListCasesDocument, { filter: filterIn(search), sort: sortIn(search) ?? null, first: pageSize, after });
  return (
    <Page
      title={t('诉求台账', 'Cases')}
      aside={
        <div className="actions">
          <FindPetitioner />
          <ExportRows filter={filterIn(search)} shown={shown} />
          <ColumnChoice shown={shown} onChange={setShown} />
        </div>
      }
    >
      <Filters {...filtering} />
      <Loaded query={query} isEmpty={({ cases }) => cases.edges.length === 0} emptyText={t('没有符合条件的诉求', 'No case fits')}>
        {({ cases }) => (
          <>
            <CaseTable label={t('诉求台账', 'Cases')} cases={cases.edges.map(({ node }) => node)} shown={shown} />
            <Pager
              total={cases.total}
              isExact={cases.totalIsExact}
              {...cases.pageInfo}
              note={`${t('数据截至', 'as of')} ${at(cases.asOf)}`}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
};
