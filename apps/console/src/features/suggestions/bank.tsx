import { measureStatusText, outcomeText } from '@daqidi/app-kit';
import { type MeasureStatus, type Outcome, ReadSuggestionBankDocument } from '@daqidi/schemas/operations';
import { Input, Select } from 'antd';
import { useAsk } from '../../shared/ask.js';
import { OfferButtons } from '../../shared/case/offer-buttons.js';
import { offersOf } from '../../shared/case/offers.js';
import { type Filtering, useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { RegionPicker, SubjectPicker } from '../../shared/pickers.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

const pageSize = 20;
const answers: readonly Outcome[] = ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'];
const measures = Object.keys(measureStatusText) as readonly MeasureStatus[];

const Filters = ({ search, set }: Filtering) => {
  const { t, say } = useSpeech();
  const value = (name: string) => search.get(name) ?? undefined;
  return (
    <fieldset className="filters">
      <legend className="hidden">{t('筛选', 'Filters')}</legend>
      <label htmlFor="bank-word">
        {t('公开文本中的词语', 'Words of the public text')}
        <Input.Search
          id="bank-word"
          defaultValue={value('word')}
          minLength={2}
          maxLength={50}
          allowClear
          onSearch={(word) => set('word', word.trim().length < 2 ? undefined : word.trim())}
        />
      </label>
      <label htmlFor="bank-outcome">
        {t('答复', 'Answer')}
        <Select
          id="bank-outcome"
          allowClear
          className="narrow-select"
          value={value('outcome')}
          onChange={(chosen?: string) => set('outcome', chosen)}
          options={answers.map((outcome) => ({ value: outcome, label: say(outcomeText[outcome]) }))}
        />
      </label>
      <label htmlFor="bank-measure">
        {t('措施', 'Measure')}
        <Select
          id="bank-measure"
          allowClear
          className="narrow-select"
          value={value('measure')}
          onChange={(chosen?: string) => set('measure', chosen)}
          options={measures.map((status) => ({ value: status, label: say(measureStatusText[status]) }))}
        />
      </label>
      <label htmlFor="bank-subject">
        {t('内容分类', 'Subject')}
        <SubjectPicker id="bank-subject" value={value('subject')} onChange={(code) => set('subject', code)} />
      </label>
      <label htmlFor="bank-region">
        {t('区划', 'Place')}
        <RegionPicker id="bank-region" value={value('regionId')} onChange={(id) => set('regionId', id)} />
      </label>
    </fieldset>
  );
};

/** Suggestions that were answered, and what became of each: adopted, a measure with its date, done. */
export const Bank = () => {
  const { t, say, at } = useSpeech();
  const { search, set } = useFilters();
  const chosen = <Value extends string>(name: string, values: readonly Value[]): Value | null =>
    values.find((value) => value === search.get(name)) ?? null;
  const query = useAsk(ReadSuggestionBankDocument, {
    word: search.get('word'),
    outcome: chosen('outcome', answers),
    measure: chosen('measure', measures),
    subject: search.get('subject'),
    regionId: search.get('regionId'),
    first: pageSize,
    after: useAfter(),
  });
  const title = t('民生智囊库', 'Suggestions answered');
  return (
    <section className="panel stack" aria-label={title}>
      <Filters search={search} set={set} />
      <Loaded
        query={query}
        isEmpty={({ suggestions }) => suggestions.edges.length === 0}
        emptyText={t('没有符合条件的建议', 'No suggestion fits')}
      >
        {({ suggestions }) => (
          <>
            <Rows
              label={title}
              rows={suggestions.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                { head: t('答复', 'Answer'), cell: ({ outcome }) => say(outcomeText[outcome]) },
                { head: t('内容分类', 'Subject'), cell: ({ subject }) => subject },
                { head: t('区划', 'Place'), cell: ({ region }) => region.name },
                { head: t('答复单位', 'Unit'), cell: ({ unit }) => unit.name },
                { head: t('答复时间', 'Answered'), cell: ({ answeredAt }) => at(answeredAt) },
                {
                  head: t('公开文本', 'Public text'),
                  cell: ({ publicText }) => publicText ?? t('尚未公开', 'not public yet'),
                },
                {
                  head: t('措施', 'Measure'),
                  cell: ({ measure, dueOn, doneAt, text, report }) => (
                    <>
                      {say(measureStatusText[measure])} {doneAt === null ? dueOn : at(doneAt)}
                      {text !== null && <div>{text}</div>}
                      {report !== null && <div>{report}</div>}
                    </>
                  ),
                },
                {
                  head: t('操作', 'Act'),
                  cell: ({ id, actions }) =>
                    actions.length === 0 ? null : <OfferButtons offers={offersOf(actions, { appealId: id })} about={id} />,
                },
              ]}
            />
            <Pager total={suggestions.total} isExact={suggestions.totalIsExact} {...suggestions.pageInfo} />
          </>
        )}
      </Loaded>
    </section>
  );
};
