import { dayOf, dayStart } from '@daqidi/app-kit';
import {
  ListChannelProposalsDocument,
  ListConsentsDocument,
  ListDisagreementsDocument,
  ListKnowledgeProposalsDocument,
  ListMaterialRequestsDocument,
  ListOrdersDocument,
  ListPostProposalsDocument,
  ListPublicationsDueDocument,
  ListSigningQueueDocument,
  ListTracksDocument,
  ListTriageQueueDocument,
  type TrackName,
  type TriageStage,
} from '@daqidi/schemas/operations';
import type { ReactNode } from 'react';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { useTools } from '../../shared/tools.js';
import { CaseCard, ListCard } from './cards.js';

const reviewers = ['GRID_WORKER', 'VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER', 'LETTERS_OFFICER'];
const leaders = ['LEADER_IN_CHARGE', 'MAIN_LEADER'];

const Review = ({ stage, text }: { readonly stage: TriageStage; readonly text: string }) => (
  <ListCard
    text={text}
    to={`/review?stage=${stage}`}
    operation={ListTriageQueueDocument}
    variables={{ stage, first: 1 }}
    totalOf={({ triageQueue }) => triageQueue.total}
  />
);

const Reviews = () => {
  const { t } = useSpeech();
  return (
    <>
      <Review stage="SCREENING" text={t('待初审', 'To screen')} />
      <Review stage="ASSESSING" text={t('待复核', 'For my opinion')} />
      <Review stage="CONTESTED" text={t('异议待复核', 'Contested')} />
    </>
  );
};

const Signing = ({ text }: { readonly text: string }) => (
  <ListCard
    text={text}
    to="/countersign"
    operation={ListSigningQueueDocument}
    variables={{ first: 1 }}
    totalOf={({ cases }) => cases.total}
  />
);

const Publications = () => {
  const { t } = useSpeech();
  return (
    <ListCard
      text={t('待公开答复', 'To be published')}
      to="/publications"
      operation={ListPublicationsDueDocument}
      variables={{ first: 1 }}
      totalOf={({ publicationsDue }) => publicationsDue.total}
    />
  );
};

const Handling = () => {
  const { t } = useSpeech();
  const { now } = useTools();
  return (
    <>
      <CaseCard text={t('三日内到期', 'Due within three days')} filter={{ mine: true, dueBefore: dayStart(dayOf(now()), 4) }} />
      <CaseCard text={t('退回重新办理', 'Reopened')} filter={{ mine: true, reopened: true }} />
      <ListCard
        text={t('待提供材料', 'Material asked for')}
        to="/orders"
        operation={ListMaterialRequestsDocument}
        variables={{ answered: false, first: 1 }}
        totalOf={({ materialRequests }) => materialRequests.total}
      />
      <Publications />
    </>
  );
};

const Distribution = () => {
  const { t } = useSpeech();
  return (
    <>
      <CaseCard text={t('待交办', 'To distribute')} filter={{ stage: 'ASSIGNING' }} />
      <CaseCard text={t('已交办未签收', 'Not taken on yet')} filter={{ stage: 'ASSIGNED' }} />
      <ListCard
        text={t('知识库待审核', 'Knowledge to decide')}
        to="/knowledge"
        operation={ListKnowledgeProposalsDocument}
        variables={{ first: 1 }}
        totalOf={({ knowledgeProposals }) => knowledgeProposals.total}
      />
    </>
  );
};

const Orders = () => {
  const { t } = useSpeech();
  return (
    <ListCard
      text={t('督办单待回复', 'Orders unanswered')}
      to="/orders?status=ISSUED"
      operation={ListOrdersDocument}
      variables={{ status: 'ISSUED' as const, first: 1 }}
      totalOf={({ supervisionOrders }) => supervisionOrders.total}
    />
  );
};

const Supervising = ({ track }: { readonly track: TrackName }) => {
  const { t } = useSpeech();
  return (
    <>
      {[
        { untaken: false, text: t('我的督办', 'My tracks') },
        { untaken: true, text: t('待领取的督办', 'Tracks to take') },
      ].map(({ untaken, text }) => (
        <ListCard
          key={text}
          text={text}
          to="/orders"
          operation={ListTracksDocument}
          variables={{ track, untaken, first: 1 }}
          totalOf={({ myTracks }) => myTracks.total}
        />
      ))}
      <ListCard
        text={t('待我方会商', 'Waits for our consent')}
        to="/orders"
        operation={ListConsentsDocument}
        variables={{ track, first: 1 }}
        totalOf={({ myConsents }) => myConsents.total}
      />
    </>
  );
};

const Disagreements = () => {
  const { t } = useSpeech();
  return (
    <ListCard
      text={t('待联席会议定夺', 'For the conference')}
      to="/orders"
      operation={ListDisagreementsDocument}
      variables={{ first: 1 }}
      totalOf={({ disagreements }) => disagreements.total}
    />
  );
};

const Consents = () => {
  const { t } = useSpeech();
  return (
    <>
      <ListCard
        text={t('岗位提议待同意', 'Posts to consent to')}
        to="/directory?tab=posts"
        operation={ListPostProposalsDocument}
        variables={{ first: 1 }}
        totalOf={({ postProposals }) => postProposals.total}
      />
      <ListCard
        text={t('渠道提议待同意', 'Channels to consent to')}
        to="/directory?tab=policy"
        operation={ListChannelProposalsDocument}
        variables={{}}
        totalOf={({ channelProposals }) => channelProposals.length}
      />
    </>
  );
};

/** Of whoever has one of these posts. Roles only choose what is worth a look first: what may be read the platform says. */
const lines: readonly { readonly name: string; readonly roles: readonly string[]; readonly Cards: () => ReactNode }[] = [
  { name: 'review', roles: reviewers, Cards: Reviews },
  { name: 'distribution', roles: ['LETTERS_OFFICER'], Cards: Distribution },
  { name: 'handling', roles: ['HANDLER'], Cards: Handling },
  {
    name: 'signing',
    roles: leaders,
    Cards: () => {
      const { t } = useSpeech();
      return (
        <>
          <Signing text={t('待我签署', 'For my signature')} />
          <Publications />
        </>
      );
    },
  },
  {
    name: 'centre',
    roles: ['CENTRE_CLERK'],
    Cards: () => {
      const { t } = useSpeech();
      return <Signing text={t('待诉求人签署', "For petitioners' signatures")} />;
    },
  },
  { name: 'discipline', roles: ['DISCIPLINE_INSPECTOR'], Cards: () => <Supervising track="DISCIPLINE" /> },
  { name: 'letters', roles: ['LETTERS_OFFICER', 'SECRETARIAT'], Cards: () => <Supervising track="LETTERS" /> },
  { name: 'orders', roles: ['DISCIPLINE_INSPECTOR', 'LETTERS_OFFICER', 'SECRETARIAT', 'HANDLER'], Cards: Orders },
  { name: 'conference', roles: ['DISTRICT_LEADER'], Cards: Disagreements },
  { name: 'consents', roles: ['SECRETARIAT', 'DISTRICT_LEADER'], Cards: Consents },
];

/** What is worth a look first for whoever sits here, by his posts of today. */
export const FirstLine = () => {
  const { t } = useSpeech();
  const roles = rolesOf(useMe());
  const own = lines.filter((line) => line.roles.some((role) => roles.has(role)));
  if (own.length === 0) return null;
  return (
    <nav className="cards" aria-label={t('按岗位', 'By my posts')}>
      {own.map(({ name, Cards }) => (
        <Cards key={name} />
      ))}
    </nav>
  );
};
