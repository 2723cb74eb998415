import { clockKindText, orderStatusText } from '@daqidi/app-kit';
import { ListOrdersDocument, ListTracksDocument, type OrderStatus, type TrackName } from '@daqidi/schemas/operations';
import { Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Due, StageTag } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';

const pageSize = 20;
const isStatus = (asked: string | null): asked is OrderStatus => asked !== null && Object.hasOwn(orderStatusText, asked);

const Tracks = ({ track, untaken, title }: { readonly track: TrackName; readonly untaken: boolean; readonly title: string }) => {
  const { t } = useSpeech();
  const query = useAsk(ListTracksDocument, { track, untaken, first: pageSize });
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={query} isEmpty={({ myTracks }) => myTracks.edges.length === 0} emptyText={t('没有', 'None')}>
        {({ myTracks }) => (
          <Rows
            label={title}
            rows={myTracks.edges.map(({ node }) => node)}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t('统一编码', 'Code'),
                cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal?.unifiedCode ?? id}</Link>,
              },
              { head: t('环节', 'Stage'), cell: ({ appeal }) => appeal && <StageTag stage={appeal.stage} /> },
              {
                head: t('期限', 'Due'),
                cell: ({ tracks }) => {
                  const own = tracks.find(({ name }) => name === track);
                  return own && <Due dueAt={own.dueAt} overdue={own.overdue} />;
                },
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
};

/** Which of the two tracks a role works on. */
const trackOf = (roles: ReadonlySet<string>): TrackName | null =>
  roles.has('DISCIPLINE_INSPECTOR') ? 'DISCIPLINE' : roles.has('LETTERS_OFFICER') || roles.has('SECRETARIAT') ? 'LETTERS' : null;

const Orders = () => {
  const { t, say, at } = useSpeech();
  const [search] = useSearchParams();
  const status = search.get('status');
  const query = useAsk(ListOrdersDocument, { status: isStatus(status) ? status : null, first: pageSize, after: useAfter() });
  return (
    <Loaded
      query={query}
      isEmpty={({ supervisionOrders }) => supervisionOrders.edges.length === 0}
      emptyText={t('没有督办单', 'No orders')}
    >
      {({ supervisionOrders: orders }) => (
        <>
          <Rows
            label={t('督办单', 'Orders')}
            rows={orders.edges.map(({ node }) => node)}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t('诉求', 'Case'),
                cell: ({ appeal }) => <Link to={`/cases/${appeal.id}`}>{appeal.unifiedCode}</Link>,
              },
              {
                head: t('超期环节', 'Overdue'),
                cell: ({ clock }) => (clock === null ? t('重复诉求', 'Repeats') : say(clockKindText[clock])),
              },
              { head: t('状态', 'Status'), cell: (order) => say(orderStatusText[order.status]) },
              { head: t('被督办单位', 'Addressee'), cell: ({ unit }) => unit?.name },
              { head: t('发出时间', 'Issued'), cell: ({ issuedAt }) => at(issuedAt) },
              { head: t('回复期限', 'Answer due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
            ]}
          />
          <Pager total={orders.total} isExact={orders.totalIsExact} {...orders.pageInfo} />
        </>
      )}
    </Loaded>
  );
};

export const OrdersPage = () => {
  const { t, say } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const track = trackOf(rolesOf(useMe()));
  return (
    <Page
      title={t('督办', 'Supervision')}
      aside={
        <Segmented
          value={search.get('status') ?? ''}
          onChange={(status) => setSearch(status === '' ? {} : { status })}
          options={[
            { value: '', label: t('全部', 'All') },
            ...Object.entries(orderStatusText).map(([value, text]) => ({ value, label: say(text) })),
          ]}
        />
      }
    >
      {track !== null && (
        <>
          <Tracks track={track} untaken={false} title={t('我的督办', 'My tracks')} />
          <Tracks track={track} untaken title={t('待领取的督办', 'Tracks that nobody has taken')} />
        </>
      )}
      <Orders />
    </Page>
  );
};
