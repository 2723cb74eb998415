import { satisfactionText } from '@daqidi/app-kit';
import type { Bilingual, RatedFigure } from '@daqidi/schemas/operations';
import { ListRatedCasesDocument } from '@daqidi/schemas/operations';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

const figureText: Readonly<Record<RatedFigure, Bilingual>> = {
  ASSIGNED: { zh: '交办', en: 'assigned' },
  ASSIGNED_AND_CLOSED: { zh: '交办且已办结', en: 'assigned and closed' },
  CLOSED: { zh: '办结', en: 'closed' },
  CLOSED_ON_TIME: { zh: '按期办结', en: 'closed on time' },
  OVERDUE: { zh: '超期', en: 'overdue' },
  REPEATED: { zh: '重复诉求', en: 'brought again' },
  REOPENED: { zh: '重新办理', en: 'reopened' },
};

const isFigure = (asked: string | null): asked is RatedFigure => asked !== null && Object.hasOwn(figureText, asked);

/** The cases behind one number. */
export const RatedCasesPage = () => {
  const { t, say } = useSpeech();
  const [search] = useSearchParams();
  const asked = search.get('figure');
  const figure = isFigure(asked) ? asked : 'ASSIGNED';
  const period = search.get('period') ?? '';
  const query = useAsk(ListRatedCasesDocument, {
    unitId: search.get('unit') ?? '',
    period,
    figure,
    restricted: false,
    first: 20,
    after: useAfter(),
  });
  return (
    <Page title={`${search.get('name') ?? ''} · ${period} · ${say(figureText[figure])}`}>
      <Loaded query={query} isEmpty={({ ratedCases }) => ratedCases.edges.length === 0}>
        {({ ratedCases }) => (
          <>
            <Rows
              label={say(figureText[figure])}
              rows={ratedCases.edges.map(({ node }) => node)}
              keyOf={({ id, round }) => `${id} ${round}`}
              columns={[
                {
                  head: t('统一编码', 'Code'),
                  cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal?.unifiedCode ?? id}</Link>,
                },
                { head: t('轮次', 'Round'), cell: ({ round }) => round },
                { head: t('办结月份', 'Closed in'), cell: ({ closedPeriod }) => closedPeriod },
                {
                  head: t('按期', 'On time'),
                  cell: ({ onTime }) => (onTime === null ? null : onTime ? t('是', 'yes') : t('否', 'no')),
                },
                {
                  head: t('满意度', 'Satisfaction'),
                  cell: ({ satisfaction }) => satisfaction && say(satisfactionText[satisfaction]),
                },
              ]}
            />
            <Pager total={ratedCases.total} isExact={ratedCases.totalIsExact} {...ratedCases.pageInfo} />
          </>
        )}
      </Loaded>
    </Page>
  );
};
