import { dayOf, dayStart, laterDay } from '@daqidi/app-kit';
import { type CaseFilter, ReadDeskDistrictDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';
import { useSpeech } from '../../shared/language.js';
import { percent } from '../../shared/percent.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';
import { sumOf } from './card.js';

interface Line {
  readonly name: string;
  /** Each opens what it counts. */
  readonly now: { readonly text: string; readonly to: string };
  readonly last: { readonly text: string; readonly to: string };
}

const monthOf = (day: string): string => day.slice(0, 7);

/** The month and the one before it, side by side, for whoever answers for a whole district. */
export const DistrictMonths = () => {
  const { t } = useSpeech();
  const { now } = useTools();
  const period = monthOf(dayOf(now()));
  const lastPeriod = monthOf(laterDay(`${period}-01`, -1));
  const [month, last] = [dayStart(`${period}-01`), dayStart(`${lastPeriod}-01`)];
  const query = useAsk(ReadDeskDistrictDocument, { month, last, period, lastPeriod });
  const title = t('本月与上月', 'This month and the last');
  const counted = (
    name: string,
    counts: readonly [number | undefined, number | undefined],
    filters: readonly [CaseFilter, CaseFilter],
  ): Line => ({
    name,
    now: { text: String(counts[0] ?? '…'), to: `/cases?${searchOf(filters[0])}` },
    last: { text: String(counts[1] ?? '…'), to: `/cases?${searchOf(filters[1])}` },
  });
  const closed: readonly [CaseFilter, CaseFilter] = [{ closedFrom: month }, { closedFrom: last, closedBefore: month }];
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={query}>
        {(found) => (
          <Rows
            label={title}
            keyOf={({ name }) => name}
            columns={[
              { head: t('项目', 'Figure'), cell: ({ name }) => name },
              { head: period, cell: ({ now: { text, to } }) => <Link to={to}>{text}</Link> },
              { head: lastPeriod, cell: ({ last: { text, to } }) => <Link to={to}>{text}</Link> },
            ]}
            rows={[
              counted(
                t('收件', 'Received'),
                [sumOf(found.received), sumOf(found.receivedLast)],
                [{ submittedFrom: month }, { submittedFrom: last, submittedBefore: month }],
              ),
              counted(t('办结', 'Closed'), [sumOf(found.closed), sumOf(found.closedLast)], closed),
              {
                name: t('按期办结率', 'On-time rate'),
                now: { text: percent(found.rates.totals.onTime.value), to: `/figures?period=${period}` },
                last: { text: percent(found.ratesLast.totals.onTime.value), to: `/figures?period=${lastPeriod}` },
              },
              counted(
                t('不满意', 'Dissatisfied'),
                [sumOf(found.dissatisfied), sumOf(found.dissatisfiedLast)],
                [
                  { ...closed[0], satisfaction: 'DISSATISFIED' },
                  { ...closed[1], satisfaction: 'DISSATISFIED' },
                ],
              ),
            ]}
          />
        )}
      </Loaded>
    </section>
  );
};
