import { clockKindText, orderStatusText } from '@daqidi/app-kit';
import { ListOrdersDocument, type OrderStatus } from '@daqidi/schemas/operations';
import { Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Due } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';
import { Disagreements } from './disagreements.js';
import { MaterialRequests } from './material-requests.js';
import { Consents, Tracks, trackOf } from './tracks.js';

const pageSize = 20;
const isStatus = (asked: string | null): asked is OrderStatus => asked !== null && Object.hasOwn(orderStatusText, asked);

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

export const SupervisionPage = () => {
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
          <Consents track={track} />
          <Tracks track={track} untaken={false} />
          <Tracks track={track} untaken />
        </>
      )}
      <Disagreements />
      <MaterialRequests />
      <Orders />
    </Page>
  );
};
