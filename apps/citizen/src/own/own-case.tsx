import { noticeChoiceText, outcomeText, satisfactionText, stageText } from '@daqidi/app-kit';
import { FollowOwnAppealDocument, type FollowOwnAppealQuery } from '@daqidi/schemas/operations';
import { Attachments } from '../shared/attachments.js';
import { Failed, Page, Waiting } from '../shared/parts.js';
import { Steps } from '../shared/steps.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { useUpdates } from '../shared/use-updates.js';
import { type Action, actsOn } from './acts.js';
import { Acts } from './acts-offered.js';
import { SplitTexts } from './split-texts.js';

type Own = NonNullable<FollowOwnAppealQuery['appeal']>;

const actionsIn = ({ actions, triage, ledgerEntry }: Own): readonly Action[] => [
  ...actions,
  ...(triage?.actions ?? []),
  ...(ledgerEntry?.actions ?? []),
];

const View = ({ own, again }: { readonly own: Own; again(): void }) => {
  const { t, say } = useScene();
  const result = own.ledgerEntry?.result;
  const reopening = own.ledgerEntry?.reopening;
  const refusedReopening = reopening?.reopened === false ? reopening : null;
  const acts = actsOn(
    actionsIn(own),
    { appealId: own.id, result: result?.digest, answer: own.deskAnswer?.digest, codeActs: own.codeActs },
    say,
  );
  return (
    <>
      <p class="notice">{say(stageText[own.stage])}</p>
      <p class="text">{own.content}</p>
      <Attachments appealId={own.id} files={own.attachments} />
      {own.petitioner.telephone !== null && (
        <p>
          {t('登记的电话:', 'Your telephone here: ')}
          {own.petitioner.telephone}
        </p>
      )}
      {own.noticeChoice !== null && (
        <p>
          {t('通知方式:', 'You are told: ')}
          {say(noticeChoiceText[own.noticeChoice])}
        </p>
      )}
      {own.supplements.map(({ at: moment, text, attachments }) => (
        <div key={moment}>
          <p class="text">
            {t('补充:', 'Added: ')}
            {text}
          </p>
          <Attachments appealId={own.id} files={attachments} />
        </div>
      ))}
      {own.deskAnswer !== null && (
        <section>
          <h2>{t('当场答复', 'Answer')}</h2>
          <p class="text">{own.deskAnswer.text}</p>
        </section>
      )}
      {result != null && result.text !== null && (
        <section>
          <h2>
            {t('办理结果', 'Result')}: {say(outcomeText[result.outcome])}
          </h2>
          <p class="text">{result.text}</p>
          <Attachments appealId={own.id} files={result.attachments} isEvidence />
        </section>
      )}
      {refusedReopening?.reason != null && (
        <section>
          <h2>{t('未予重新办理的理由', 'Why it stays closed')}</h2>
          <p class="text">{refusedReopening.reason}</p>
        </section>
      )}
      {own.split?.status === 'PROPOSED' && <SplitTexts split={own.split} />}
      {own.evaluation !== null && (
        <p class="notice">
          {t('您的评价:', 'Your rating: ')}
          {say(satisfactionText[own.evaluation.satisfaction])} <span class="said">{own.evaluation.reason}</span>
        </p>
      )}
      <Acts acts={acts} again={again} />
      <h2>{t('办理进度', 'What happened so far')}</h2>
      <Steps steps={own.timeline} />
    </>
  );
};

export const OwnCase = ({ id }: { readonly id: string }) => {
  const { t } = useScene();
  const { data, refusal, again } = useAsk(FollowOwnAppealDocument, { id });
  const own = data?.appeal;
  const state = useUpdates(again, id);
  return (
    <Page title={own?.unifiedCode ?? t('我的诉求', 'My appeal')} back="/c/mine">
      <Failed refusal={refusal} again={again} />
      {state === 'away' && (
        <p class="notice" role="status">
          {t('网络不通，显示的内容可能不是最新。', 'The network is away: what is shown may be old.')}
        </p>
      )}
      {state === 'changed' && (
        <p class="notice" role="status">
          {t('这件诉求有新进展，写完后会显示。', 'Something new happened; it is shown when you have written.')}
        </p>
      )}
      {data === null && refusal === null && <Waiting />}
      {data !== null && own === null && <p>{t('没有这件诉求。', 'There is no such appeal.')}</p>}
      {own != null && (
        <View
          own={own}
          again={() => {
            again();
            // Other services learn of it in their own time.
            setTimeout(again, 1_200);
          }}
        />
      )}
    </Page>
  );
};
