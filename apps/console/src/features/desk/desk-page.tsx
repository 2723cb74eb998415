import { type CaseFilter, ListCasesDocument, type ReadDeskClosingsQuery, type ReadDeskQuery } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';
import { CaseTable } from '../../shared/case/case-table.js';
import { type Speech, useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { isForbidden, Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';
import { Card, sumOf } from './card.js';
import { DistrictMonths } from './district-months.js';
import { FirstLine } from './first-line.js';
import { type Desk, deskDays, useDesk } from './use-desk.js';

/** Who answers for the whole of a district. */
const heads = ['SECRETARIAT', 'DISTRICT_LEADER'];

/** Ten cases of a filter, what is due first. */
const FirstTen = ({
  label,
  title,
  filter,
  emptyText,
}: {
  readonly label: string;
  readonly title: string;
  readonly filter: CaseFilter;
  readonly emptyText: string;
}) => {
  const query = useAsk(ListCasesDocument, { filter, sort: 'DUE_FIRST' as const, first: 10 });
  return (
    <section className="panel stack" aria-label={label}>
      <h2>{title}</h2>
      <Loaded query={query} isEmpty={({ cases }) => cases.edges.length === 0} emptyText={emptyText}>
        {({ cases }) => <CaseTable label={label} cases={cases.edges.map(({ node }) => node)} />}
      </Loaded>
    </section>
  );
};

/** The oldest of what is overdue anywhere, for whoever answers for all of it. */
const OldestOverdue = () => {
  const { t } = useSpeech();
  const title = t('超期最久的十件', 'The ten longest overdue');
  return (
    <FirstTen label={title} title={title} filter={{ overdue: true }} emptyText={t('没有超期的诉求', 'Nothing is overdue')} />
  );
};

type Counted = readonly { readonly count: number }[];

/** What was so yesterday: of two lists that share nothing. */
const besideYesterday = (t: Speech['t'], lists: readonly Counted[]): string => {
  const count = sumOf(lists.flat()) ?? 0;
  return t(`昨日 ${count}`, `Yesterday ${count}`);
};

/** What is left of it, what is done, and how much of it there was yesterday. */
const DueToday = ({ closings }: { readonly closings: ReadDeskClosingsQuery }) => {
  const { t } = useSpeech();
  const { now } = useTools();
  const { midnight, tomorrow } = deskDays(now());
  const done = sumOf(closings.dueTodayDone) ?? 0;
  const yesterday = besideYesterday(t, [closings.dueYesterday, closings.dueYesterdayDone]);
  return (
    <Card
      text={t('今日到期', 'Due today')}
      to={`/cases?${searchOf({ dueFrom: midnight, dueBefore: tomorrow })}`}
      value={sumOf(closings.dueToday)}
      beside={t(`已办 ${done}，${yesterday}`, `Done ${done}; ${yesterday.toLowerCase()}`)}
    />
  );
};

/** What everybody looks at. */
const Numbers = ({ desk, closings }: { readonly desk: ReadDeskQuery; readonly closings: ReadDeskClosingsQuery | undefined }) => {
  const { t } = useSpeech();
  const { now } = useTools();
  const { midnight, tomorrow } = deskDays(now());
  const yesterday = sumOf(desk.receivedYesterday);
  const cases = (filter: CaseFilter): string => `/cases?${searchOf(filter)}`;
  return (
    <div className="cards">
      <Card text={t('待我办理', 'Waits for me')} to={cases({ mine: true })} value={sumOf(desk.mine)} />
      <Card
        text={t('待我办理 · 今日到期', 'Mine, due today')}
        to={cases({ mine: true, dueBefore: tomorrow })}
        value={sumOf(desk.mineToday)}
      />
      <Card
        text={t('待我办理 · 已超期', 'Mine, overdue')}
        to={cases({ mine: true, overdue: true })}
        value={sumOf(desk.mineOverdue)}
      />
      <Card
        text={t('今日收件', 'Received today')}
        to={cases({ submittedFrom: midnight })}
        value={sumOf(desk.receivedToday)}
        beside={t(`昨日 ${yesterday}`, `Yesterday ${yesterday}`)}
      />
      {closings !== undefined && (
        <Card
          text={t('今日办结', 'Closed today')}
          to={cases({ closedFrom: midnight })}
          value={sumOf(closings.closedToday)}
          beside={t(`昨日 ${sumOf(closings.closedYesterday)}`, `Yesterday ${sumOf(closings.closedYesterday)}`)}
        />
      )}
      {closings !== undefined && <DueToday closings={closings} />}
      <Card
        text={t('已超期', 'Overdue')}
        to={cases({ overdue: true })}
        value={sumOf(desk.overdue)}
        beside={closings && besideYesterday(t, [closings.overdueSinceYesterday, closings.caughtUpToday])}
      />
      <Card text={t('全部可见', 'All that I see')} to={cases({})} value={sumOf(desk.seen)} />
    </div>
  );
};

/** What waits for the reader himself. */
const Waiting = () => {
  const { t } = useSpeech();
  return (
    <FirstTen
      label={t('待我办理', 'Waits for me')}
      title={t('待我办理，最早到期在前', 'Waits for me, what is due first')}
      filter={{ mine: true }}
      emptyText={t('现在没有等您办理的诉求', 'Nothing waits for you now')}
    />
  );
};

export const DeskPage = () => {
  const { t } = useSpeech();
  const me = useMe();
  const { cases, closings, queues, supervision, directory, audit } = useDesk();
  const first = [queues, supervision, directory, audit, cases].map(({ data }) => data?.data);
  return (
    <Page title={t('工作台', 'Desk')}>
      <p className="muted">
        {(me?.posts ?? [])
          .map(({ unit }) => unit.name)
          .filter((name, place, all) => all.indexOf(name) === place)
          .join('、')}
      </p>
      <FirstLine desk={Object.assign({}, ...first) as Partial<Desk>} />
      {isForbidden(cases) ? (
        <p>{t('您的岗位不查看诉求。', 'Your post looks at no cases.')}</p>
      ) : (
        <>
          <Loaded query={cases}>{(desk) => <Numbers desk={desk} closings={closings.data?.data} />}</Loaded>
          {heads.some((role) => rolesOf(me).has(role)) && (
            <>
              <DistrictMonths />
              <OldestOverdue />
            </>
          )}
          <Waiting />
        </>
      )}
    </Page>
  );
};
