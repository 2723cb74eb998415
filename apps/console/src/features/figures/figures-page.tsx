import { dayOf } from '@daqidi/app-kit';
import { ListRatesDocument, type ListRatesQuery, type RatedFigure } from '@daqidi/schemas/operations';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { percent } from '../../shared/percent.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';
import { PeopleGroups } from './people-groups.js';

type Line = ListRatesQuery['unitRates']['edges'][number]['node'];

/** A number that opens exactly the cases it counts. */
const Opens = ({
  line,
  period,
  figure,
  children,
}: {
  readonly line: Line;
  readonly period: string;
  readonly figure: RatedFigure;
  readonly children: number;
}) => (
  <Link to={`/figures/cases?${new URLSearchParams({ unit: line.unit.id, name: line.unit.name, period, figure })}`}>
    {children}
  </Link>
);

export const FiguresPage = () => {
  const { t, at } = useSpeech();
  const { now } = useTools();
  const [search, setSearch] = useSearchParams();
  const period = search.get('period') ?? dayOf(now()).slice(0, 7);
  const query = useAsk(ListRatesDocument, { period, first: 50, after: useAfter() });
  const opens = (head: string, figure: RatedFigure, count: (line: Line) => number) => ({
    head,
    cell: (line: Line) => (
      <Opens line={line} period={period} figure={figure}>
        {count(line)}
      </Opens>
    ),
  });
  return (
    <Page
      title={t('统计', 'Figures')}
      aside={
        <label htmlFor="period">
          {t('月份', 'Month')}{' '}
          <input
            id="period"
            type="month"
            className="date"
            value={period}
            onChange={({ target }) => target.value !== '' && setSearch({ period: target.value })}
          />
        </label>
      }
    >
      <Loaded
        query={query}
        isEmpty={({ unitRates }) => unitRates.edges.length === 0}
        emptyText={t('该月没有数据', 'There is nothing for this month')}
      >
        {({ unitRates }) => (
          <>
            <Rows
              label={t('各单位办结率、按期办结率', 'Closure and on-time by unit')}
              rows={unitRates.edges.map(({ node }) => node)}
              keyOf={({ unit }) => unit.id}
              columns={[
                { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
                opens(t('交办', 'Assigned'), 'ASSIGNED', (line) => line.closure.denominator),
                opens(t('其中已办结', 'Of these closed'), 'ASSIGNED_AND_CLOSED', (line) => line.closure.numerator),
                { head: t('办结率', 'Closure'), cell: ({ closure }) => percent(closure.value) },
                opens(t('本月办结', 'Closed'), 'CLOSED', (line) => line.onTime.denominator),
                opens(t('按期', 'On time'), 'CLOSED_ON_TIME', (line) => line.onTime.numerator),
                { head: t('按期办结率', 'On-time rate'), cell: ({ onTime }) => percent(onTime.value) },
                opens(t('重复', 'Repeats'), 'REPEATED', (line) => line.repeats.numerator),
                { head: t('重信重访率', 'Repeat rate'), cell: ({ repeats }) => percent(repeats.value) },
                opens(t('超期', 'Overdue'), 'OVERDUE', (line) => line.overdue),
                opens(t('重新办理', 'Reopened'), 'REOPENED', (line) => line.reopened),
              ]}
            />
            <p>
              {t('合计', 'Together')}
              {t('：', ': ')}
              {t('办结率', 'closure')} {percent(unitRates.totals.closure.value)} · {t('按期办结率', 'on time')}{' '}
              {percent(unitRates.totals.onTime.value)} · {t('重信重访率', 'repeats')} {percent(unitRates.totals.repeats.value)} ·{' '}
              {t('超期', 'overdue')} {unitRates.totals.overdue} · {t('重新办理', 'reopened')} {unitRates.totals.reopened}
            </p>
            <Pager total={unitRates.total} {...unitRates.pageInfo} note={`${t('数据截至', 'as of')} ${at(unitRates.asOf)}`} />
          </>
        )}
      </Loaded>
      <PeopleGroups />
    </Page>
  );
};
