import { ReadCaseDocument } from '@daqidi/schemas/operations';
import { Button } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import type { Case } from '../../shared/case/case.js';
import { CaseActions } from '../../shared/case/case-actions.js';
import { CaseSteps } from '../../shared/case/case-steps.js';
import { Content, DeskAnswer, Evaluation, RestrictedBand, Timeline } from '../../shared/case/case-texts.js';
import { EntryPanel } from '../../shared/case/entry-panel.js';
import { PetitionerPanel } from '../../shared/case/petitioner-panel.js';
import { ReviewPanel } from '../../shared/case/review-panel.js';
import { SupervisionPanel } from '../../shared/case/supervision-panel.js';
import { Facts } from '../../shared/facts.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { StageTag } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';
import { NotSolvedPanel } from './not-solved-panel.js';
import { NoticesPanel } from './notices-panel.js';
import { RepeatsPanel } from './repeats-panel.js';
import { SplitPanel } from './split-panel.js';
import { WithdrawalPanel } from './withdrawal-panel.js';

const Basics = ({ it }: { readonly it: Case }) => {
  const { t, at, language } = useSpeech();
  return (
    <section className="panel" aria-label={t('基本信息', 'Facts')}>
      <Facts
        facts={[
          [t('环节', 'Stage'), <StageTag key="stage" stage={it.stage} />],
          [t('区划', 'Place'), `${it.region.parent?.name ?? ''} ${it.region.name}`],
          [t('来源', 'Channel'), language === 'zh' ? it.channel.nameZh : it.channel.nameEn],
          [t('提交时间', 'Submitted'), at(it.submittedAt)],
          [t('分类标注', 'Tags'), it.tags.map(({ nameZh, nameEn }) => t(nameZh, nameEn)).join(t('、', ', '))],
        ]}
      />
    </section>
  );
};

const CaseView = ({ it }: { readonly it: Case }) => (
  <>
    {it.restricted && <RestrictedBand />}
    <CaseSteps stage={it.stage} />
    <div className="columns">
      <div className="stack">
        <Content it={it} />
        {it.notSolved !== null && <NotSolvedPanel it={it} report={it.notSolved} />}
        {it.withdrawal !== null && <WithdrawalPanel it={it} wish={it.withdrawal} />}
        {it.deskAnswer !== null && <DeskAnswer appealId={it.id} answer={it.deskAnswer} />}
        <RepeatsPanel it={it} />
        {it.split !== null && <SplitPanel split={it.split} />}
        {it.ledgerEntry !== null && <EntryPanel it={it} entry={it.ledgerEntry} />}
        {it.evaluation !== null && <Evaluation evaluation={it.evaluation} />}
        {it.triage !== null && <ReviewPanel triage={it.triage} />}
        {it.supervision !== null && <SupervisionPanel supervision={it.supervision} it={it} />}
      </div>
      <div className="stack">
        <CaseActions it={it} />
        <Basics it={it} />
        <PetitionerPanel key={it.id} it={it} />
        <Timeline timeline={it.timeline} />
        {it.notices.length > 0 && <NoticesPanel notices={it.notices} />}
      </div>
    </div>
  </>
);

export const CasePage = () => {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const query = useAsk(ReadCaseDocument, { id });
  const code = query.data?.data.appeal?.unifiedCode ?? '';
  return (
    <Page title={t(`诉求 ${code}`, `Case ${code}`)} aside={<Button onClick={() => navigate(-1)}>{t('返回', 'Back')}</Button>}>
      <Loaded
        query={query}
        isEmpty={({ appeal }) => appeal === null}
        emptyText={t('没有这件诉求，或您无权查看', 'There is no such case that you may see')}
      >
        {({ appeal }) => appeal !== null && <CaseView it={appeal} />}
      </Loaded>
    </Page>
  );
};
