import { dayOf, dayStart } from '@daqidi/app-kit';
import { type CaseFilter, CountCasesDocument, ListCasesDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';
import { CaseTable } from '../../shared/case/case-table.js';
import { useSpeech } from '../../shared/language.js';
import { useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';

const useCount = (filter: CaseFilter): number | null => {
  const { data } = useAsk(CountCasesDocument, { filter });
  return data === undefined ? null : data.data.caseCounts.reduce((sum, { count }) => sum + count, 0);
};

/** A number that opens the list of exactly what it counts. */
const Count = ({ text, filter, beside }: { readonly text: string; readonly filter: CaseFilter; readonly beside?: string }) => {
  const count = useCount(filter);
  return (
    <Link className="card" to={`/cases?${searchOf(filter)}`}>
      {text}
      <strong>{count ?? '…'}</strong>
      <small>{beside ?? ' '}</small>
    </Link>
  );
};

export const DeskPage = () => {
  const { t } = useSpeech();
  const me = useMe();
  const { now } = useTools();
  const today = dayOf(now());
  const [midnight, before, tomorrow] = [dayStart(today), dayStart(today, -1), dayStart(today, 1)];
  const yesterday = useCount({ submittedFrom: before, submittedBefore: midnight });
  const waiting = useAsk(ListCasesDocument, { filter: { mine: true }, sort: 'DUE_FIRST' as const, first: 10 });
  return (
    <Page title={t('工作台', 'Desk')}>
      <p className="muted">
        {(me?.posts ?? [])
          .map(({ unit }) => unit.name)
          .filter((name, place, all) => all.indexOf(name) === place)
          .join('、')}
      </p>
      <div className="cards">
        <Count text={t('待我办理', 'Waits for me')} filter={{ mine: true }} />
        <Count text={t('待我办理 · 今日到期', 'Mine, due today')} filter={{ mine: true, dueBefore: tomorrow }} />
        <Count text={t('待我办理 · 已超期', 'Mine, overdue')} filter={{ mine: true, overdue: true }} />
        <Count
          text={t('今日收件', 'Received today')}
          filter={{ submittedFrom: midnight }}
          beside={t(`昨日 ${yesterday ?? '…'}`, `Yesterday ${yesterday ?? '…'}`)}
        />
        <Count text={t('已超期', 'Overdue')} filter={{ overdue: true }} />
        <Count text={t('全部可见', 'All that I see')} filter={{}} />
      </div>
      <section className="panel stack" aria-label={t('待我办理', 'Waits for me')}>
        <h2>{t('待我办理，最早到期在前', 'Waits for me, what is due first')}</h2>
        <Loaded
          query={waiting}
          isEmpty={({ cases }) => cases.edges.length === 0}
          emptyText={t('现在没有等您办理的诉求', 'Nothing waits for you now')}
        >
          {({ cases }) => <CaseTable label={t('待我办理', 'Waits for me')} cases={cases.edges.map(({ node }) => node)} />}
        </Loaded>
      </section>
    </Page>
  );
};
