import { type Bilingual, words } from '@daqidi/schemas/operations';
import { searchOf } from '../../shared/case/case-filter.js';
import { useSpeech } from '../../shared/language.js';
import { useTools } from '../../shared/tools.js';
import { Card, sumOf } from './card.js';
import { type Desk, deskDays } from './use-desk.js';

interface Look {
  readonly text: Bilingual;
  readonly to: string;
  /** Undefined where that is nothing for this reader. */
  value(desk: Partial<Desk>): number | undefined;
}

const looks = (days: ReturnType<typeof deskDays>): readonly Look[] => [
  { text: words('待初审', 'To screen'), to: '/review?stage=SCREENING', value: ({ screening }) => screening?.total },
  { text: words('待复核', 'For my opinion'), to: '/review?stage=ASSESSING', value: ({ assessing }) => assessing?.total },
  { text: words('异议待复核', 'Contested'), to: '/review?stage=CONTESTED', value: ({ contested }) => contested?.total },
  {
    text: words('待交办', 'To distribute'),
    to: `/cases?${searchOf({ stage: 'ASSIGNING' })}`,
    value: ({ assigning }) => sumOf(assigning),
  },
  {
    text: words('已交办未签收', 'Not taken on yet'),
    to: `/cases?${searchOf({ stage: 'ASSIGNED' })}`,
    value: ({ assigned }) => sumOf(assigned),
  },
  {
    text: words('三日内到期', 'Due within three days'),
    to: `/cases?${searchOf({ mine: true, dueBefore: days.soon })}`,
    value: ({ dueSoon }) => sumOf(dueSoon),
  },
  {
    text: words('退回重新办理', 'Reopened'),
    to: `/cases?${searchOf({ mine: true, reopened: true })}`,
    value: ({ reopened }) => sumOf(reopened),
  },
  { text: words('待签署', 'To be signed'), to: '/countersign', value: ({ signing }) => signing?.total },
  { text: words('待公开答复', 'To be published'), to: '/publications', value: ({ publicationsDue }) => publicationsDue?.total },
  { text: words('待提供材料', 'Material asked for'), to: '/orders', value: ({ materialRequests }) => materialRequests?.total },
  { text: words('我的督办', 'My tracks'), to: '/orders', value: ({ tracks }) => tracks?.total },
  { text: words('待领取的督办', 'Tracks to take'), to: '/orders', value: ({ untaken }) => untaken?.total },
  { text: words('待我方会商', 'Waits for our consent'), to: '/orders', value: ({ myConsents }) => myConsents?.total },
  {
    text: words('督办单待回复', 'Orders unanswered'),
    to: '/orders?status=ISSUED',
    value: ({ supervisionOrders }) => supervisionOrders?.total,
  },
  { text: words('待联席会议定夺', 'For the conference'), to: '/orders', value: ({ disagreements }) => disagreements?.total },
  {
    text: words('知识库待审核', 'Knowledge to decide'),
    to: '/knowledge',
    value: ({ knowledgeProposals }) => knowledgeProposals?.total,
  },
  { text: words('空缺岗位', 'Vacancies'), to: '/directory?tab=vacancies', value: ({ vacancies }) => vacancies?.total },
  {
    text: words('十四日内届满的岗位', 'Posts that end in 14 days'),
    to: '/directory?tab=vacancies',
    value: ({ posts }) => posts?.total,
  },
  {
    text: words('非本人经办的查看(7 天)', 'Views outside own cases (7 days)'),
    to: `/audit?tab=views&outside=true&from=${days.week}`,
    value: ({ outside }) => outside?.total,
  },
  {
    text: words('非工作时间查看(7 天)', 'Views off hours (7 days)'),
    to: `/audit?tab=views&offHours=true&from=${days.week}`,
    value: ({ offHours }) => offHours?.total,
  },
  {
    text: words('单日查看过多(7 天)', 'Very many views in a day (7 days)'),
    to: '/audit?tab=views',
    value: ({ frequentViewers }) => frequentViewers?.length,
  },
  { text: words('导出记录', 'Exports'), to: '/audit?tab=exports', value: ({ exportRecords }) => exportRecords?.total },
  {
    text: words('岗位提议待同意', 'Posts to consent to'),
    to: '/directory?tab=posts',
    value: ({ postProposals }) => postProposals?.total,
  },
  {
    text: words('渠道提议待同意', 'Channels to consent to'),
    to: '/directory?tab=policy',
    value: ({ channelProposals }) => channelProposals?.length,
  },
];

/** What is worth a look first for whoever sits here, by his posts of today. */
export const FirstLine = ({ desk }: { readonly desk: Partial<Desk> }) => {
  const { t, say } = useSpeech();
  const { now } = useTools();
  const own = looks(deskDays(now())).flatMap(({ text, to, value }) => {
    const known = value(desk);
    return known === undefined ? [] : { text: say(text), to, value: known };
  });
  return own.length === 0 ? null : (
    <nav className="cards" aria-label={t('按岗位', 'By my posts')}>
      {own.map((look) => (
        <Card key={look.text} {...look} />
      ))}
    </nav>
  );
};
