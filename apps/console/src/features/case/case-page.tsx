import { satisfactionText } from '@daqidi/app-kit';
import { ReadCaseDocument } from '@daqidi/schemas/operations';
import { Button } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { Facts } from '../../shared/facts.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { StageTag } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';
import type { Case } from './case.js';
import { CaseActions } from './case-actions.js';
import { CaseSteps } from './case-steps.js';
import { EntryPanel } from './entry-panel.js';
import { PetitionerPanel } from './petitioner-panel.js';
import { ReviewPanel } from './review-panel.js';
import { SupervisionPanel } from './supervision-panel.js';

const Content = ({ it }: { readonly it: Case }) => {
  const { t, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('诉求内容', 'Content')}>
      <h2>{t('诉求内容', 'Content')}</h2>
      <p className="text">{it.content ?? t('您无须查看内容', 'The content is not for you')}</p>
      {it.supplements.map(({ id, at: moment, text }) => (
        <p key={id} className="text">
          <span className="muted">
            {t('补充', 'Added')} {at(moment)}
          </span>
          {`\n${text ?? ''}`}
        </p>
      ))}
    </section>
  );
};

const Timeline = ({ timeline }: Pick<Case, 'timeline'>) => {
  const { t, at, language } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('办理进度', 'Timeline')}>
      <h2>{t('办理进度', 'Timeline')}</h2>
      <ol className="plain">
        {timeline.map((step) => (
          <li key={step.id}>
            {language === 'zh' ? step.textZh : step.textEn}
            {step.explanation && <p className="text">{step.explanation}</p>}
            <div className="muted">{at(step.at)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Evaluation = ({ evaluation }: { readonly evaluation: NonNullable<Case['evaluation']> }) => {
  const { t, say, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('群众评价', 'Evaluation')}>
      <h2>{t('群众评价', 'Evaluation')}</h2>
      <p className="text">
        {say(satisfactionText[evaluation.satisfaction])} {evaluation.reason} <span className="muted">{at(evaluation.at)}</span>
      </p>
    </section>
  );
};

const CaseView = ({ it }: { readonly it: Case }) => {
  const { t, at, language } = useSpeech();
  return (
    <>
      {it.restricted && (
        <p className="band" role="note">
          {t('限制知悉:请勿向任何其他人透露该件的存在。', 'Restricted: tell nobody else that this case exists.')}
        </p>
      )}
      <CaseSteps stage={it.stage} />
      <div className="columns">
        <div className="stack">
          <Content it={it} />
          {it.ledgerEntry !== null && <EntryPanel entry={it.ledgerEntry} />}
          {it.evaluation !== null && <Evaluation evaluation={it.evaluation} />}
          {it.triage !== null && <ReviewPanel triage={it.triage} />}
          {it.supervision !== null && <SupervisionPanel supervision={it.supervision} it={it} />}
        </div>
        <div className="stack">
          <CaseActions it={it} />
          <section className="panel" aria-label={t('基本信息', 'Facts')}>
            <Facts
              facts={[
                [t('环节', 'Stage'), <StageTag key="stage" stage={it.stage} />],
                [t('区划', 'Place'), `${it.region.parent?.name ?? ''} ${it.region.name}`],
                [t('来源', 'Channel'), language === 'zh' ? it.channel.nameZh : it.channel.nameEn],
                [t('提交时间', 'Submitted'), at(it.submittedAt)],
              ]}
            />
          </section>
          <PetitionerPanel it={it} />
          <Timeline timeline={it.timeline} />
        </div>
      </div>
    </>
  );
};

export const CasePage = () => {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const query = useAsk(ReadCaseDocument, { id });
  return (
    <Page
      title={t(`诉求 ${query.data?.data.appeal?.unifiedCode ?? ''}`, `Case ${query.data?.data.appeal?.unifiedCode ?? ''}`)}
      aside={<Button onClick={() => navigate(-1)}>{t('返回', 'Back')}</Button>}
    >
      <Loaded
        query={query}
        isEmpty={({ appeal }) => appeal === null}
        emptyText={t('没有这件诉求,或您无权查看', 'There is no such case that you may see')}
      >
        {({ appeal }) => appeal !== null && <CaseView it={appeal} />}
      </Loaded>
    </Page>
  );
};
