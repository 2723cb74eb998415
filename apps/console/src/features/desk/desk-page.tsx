import { dayOf, dayStart } from '@daqidi/app-kit';
import { ListCasesDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { CaseTable } from '../../shared/case/case-table.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';
import { CaseCard, useCount } from './cards.js';
import { FirstLine } from './first-line.js';

/** Who answers for the whole of a district. */
const heads = ['SECRETARIAT', 'DISTRICT_LEADER'];

/** The oldest of what is overdue anywhere, for whoever answers for all of it. */
const OldestOverdue = () => {
  const { t } = useSpeech();
  const query = useAsk(ListCasesDocument, { filter: { overdue: true }, sort: 'DUE_FIRST' as const, first: 10 });
  const title = t('超期最久的十件', 'The ten longest overdue');
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <Loaded
        query={query}
        isEmpty={({ cases }) => cases.edges.length === 0}
        emptyText={t('没有超期的诉求', 'Nothing is overdue')}
      >
        {({ cases }) => <CaseTable label={title} cases={cases.edges.map(({ node }) => node)} />}
      </Loaded>
    </section>
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
      <FirstLine />
      <div className="cards">
        <CaseCard text={t('待我办理', 'Waits for me')} filter={{ mine: true }} />
        <CaseCard text={t('待我办理 · 今日到期', 'Mine, due today')} filter={{ mine: true, dueBefore: tomorrow }} />
        <CaseCard text={t('待我办理 · 已超期', 'Mine, overdue')} filter={{ mine: true, overdue: true }} />
        <CaseCard
          text={t('今日收件', 'Received today')}
          filter={{ submittedFrom: midnight }}
          beside={t(`昨日 ${yesterday ?? '…'}`, `Yesterday ${yesterday ?? '…'}`)}
        />
        <CaseCard text={t('已超期', 'Overdue')} filter={{ overdue: true }} />
        <CaseCard text={t('全部可见', 'All that I see')} filter={{}} />
      </div>
      {heads.some((role) => rolesOf(me).has(role)) && <OldestOverdue />}
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
