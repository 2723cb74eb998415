import { dayOf, dayStart, laterDay } from '@daqidi/app-kit';
import { ListFrequentViewersDocument, ListPetitionerViewsDocument } from '@daqidi/schemas/operations';
import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { PersonPicker } from '../../shared/people-pickers.js';
import { useTools } from '../../shared/tools.js';

/** Days that are looked at for whoever views very many. */
const period = 30;

const FrequentViewers = () => {
  const { t } = useSpeech();
  const { now } = useTools();
  const today = dayOf(now());
  const query = useAsk(ListFrequentViewersDocument, { from: laterDay(today, -period), to: today });
  return (
    <ListSection
      title={t('单日查看过多(近 30 天)', 'Very many in a day (last 30 days)')}
      query={query}
      rowsOf={({ frequentViewers }) => frequentViewers}
      keyOf={({ by, day }) => `${by.id} ${day}`}
      columns={[
        { head: t('日期', 'Day'), cell: ({ day }) => day },
        {
          head: t('何人', 'Who'),
          cell: ({ by, day }) => (
            <Link to={`/audit?tab=views&viewerId=${encodeURIComponent(by.id)}&from=${dayStart(day)}&before=${dayStart(day, 1)}`}>
              {by.name ?? by.id}
            </Link>
          ),
        },
        { head: t('次数', 'Views'), cell: ({ views }) => views },
      ]}
    />
  );
};

/** Who saw which petitioner in full, and why; what stands out first. */
export const PetitionerViews = () => {
  const { t, at } = useSpeech();
  const { search, set } = useFilters();
  const given = (name: string) => search.get(name) ?? undefined;
  const isOn = (name: string): true | undefined => (search.get(name) === 'true' ? true : undefined);
  const filter = {
    outside: isOn('outside'),
    offHours: isOn('offHours'),
    viewerId: given('viewerId'),
    from: given('from'),
    before: given('before'),
  };
  const query = useAsk(ListPetitionerViewsDocument, { filter, first: 20, after: useAfter() });
  const flag = (name: string, text: string) => (
    <Checkbox checked={isOn(name) ?? false} onChange={({ target }) => set(name, target.checked ? 'true' : undefined)}>
      {text}
    </Checkbox>
  );
  return (
    <div className="stack">
      <fieldset className="panel filters">
        <legend className="hidden">{t('筛选', 'Filters')}</legend>
        {flag('outside', t('非本人经办的诉求', "Cases that are not the viewer's"))}
        {flag('offHours', t('非工作时间', 'Off hours'))}
        <label htmlFor="viewer">
          {t('查看人', 'By whom')}
          <PersonPicker
            id="viewer"
            {...(filter.viewerId === undefined ? {} : { value: filter.viewerId })}
            onChange={(id) => set('viewerId', id)}
          />
        </label>
      </fieldset>
      <ListSection
        title={t('查看诉求人记录', 'Views of petitioners')}
        query={query}
        rowsOf={({ petitionerViews }) => petitionerViews.edges.map(({ node }) => node)}
        keyOf={({ id }) => id}
        columns={[
          { head: t('时间', 'When'), cell: (view) => at(view.at) },
          { head: t('何人', 'Who'), cell: ({ by }) => by.name ?? by.id },
          {
            head: t('诉求', 'Case'),
            cell: ({ appeal }) => appeal && <Link to={`/cases/${appeal.id}`}>{appeal.unifiedCode}</Link>,
          },
          { head: t('事由', 'Why'), cell: ({ purpose }) => purpose },
          { head: t('本人经办', 'Own case'), cell: ({ own }) => (own ? t('是', 'Yes') : t('否', 'No')) },
          { head: t('非工作时间', 'Off hours'), cell: ({ offHours }) => (offHours ? t('是', 'Yes') : t('否', 'No')) },
        ]}
      >
        {({ petitionerViews: { total, totalIsExact, pageInfo } }) => <Pager total={total} isExact={totalIsExact} {...pageInfo} />}
      </ListSection>
      <FrequentViewers />
    </div>
  );
};
