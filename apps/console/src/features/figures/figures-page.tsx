import { dayOf } from '@daqidi/app-kit';
import { ListRatesDocument, type ListRatesQuery, type RatedFigure } from '@daqidi/schemas/operations';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';

type Line = ListRatesQuery['unitRates']['edges'][number]['node'];

const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)} %`);

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
                {
                  head: t('交办', 'Assigned'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="ASSIGNED">
                      {line.closure.denominator}
                    </Opens>
                  ),
                },
                {
                  head: t('其中已办结', 'Of these closed'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="ASSIGNED_AND_CLOSED">
                      {line.closure.numerator}
                    </Opens>
                  ),
                },
                { head: t('办结率', 'Closure'), cell: ({ closure }) => percent(closure.value) },
                {
                  head: t('本月办结', 'Closed'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="CLOSED">
                      {line.onTime.denominator}
                    </Opens>
                  ),
                },
                {
                  head: t('按期', 'On time'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="CLOSED_ON_TIME">
                      {line.onTime.numerator}
                    </Opens>
                  ),
                },
                { head: t('按期办结率', 'On-time rate'), cell: ({ onTime }) => percent(onTime.value) },
                {
                  head: t('超期', 'Overdue'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="OVERDUE">
                      {line.overdue}
                    </Opens>
                  ),
                },
                {
                  head: t('重新办理', 'Reopened'),
                  cell: (line) => (
                    <Opens line={line} period={period} figure="REOPENED">
                      {line.reopened}
                    </Opens>
                  ),
                },
              ]}
            />
            <Pager total={unitRates.total} {...unitRates.pageInfo} note={`${t('数据截至', 'as of')} ${at(unitRates.asOf)}`} />
          </>
        )}
      </Loaded>
    </Page>
  );
};
