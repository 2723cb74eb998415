import { outcomeText, satisfactionText, stageText } from '@daqidi/app-kit';
import {
  ConfirmDeskAnswerDocument,
  ConfirmResultDocument,
  ContestDismissalDocument,
  EvaluateAppealDocument,
  FollowOwnAppealDocument,
  type FollowOwnAppealQuery,
  RefuseResultDocument,
  ReportNotSolvedDocument,
  SupplementAppealDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import { Failed, Page, Waiting } from '../shared/parts.js';
import { Steps } from '../shared/steps.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { Act, type ActProps } from './act.js';

type Own = NonNullable<FollowOwnAppealQuery['appeal']>;

const ended = ['CLOSED', 'DISMISSED', 'WITHDRAWN', 'SEALING'];

/** Whether the result waits for the petitioner: his slot is the first that is empty. */
const waitsForHim = ({ ledgerEntry }: Own): boolean =>
  ledgerEntry?.slots.filter(({ form }) => form === null)[0]?.name === 'PETITIONER';

/** What a page shows as possible; whether it is, the platform decides. */
const useActs = (own: Own): readonly Omit<ActProps, 'onDone'>[] => {
  const { t } = useScene();
  const appeal = { appealId: own.id, expectedVersion: own.version };
  const entry = { appealId: own.id, expectedVersion: own.ledgerEntry?.version, digest: own.ledgerEntry?.result?.digest };
  const isOpen = !ended.includes(own.stage);
  const reason = { name: 'reason', label: t('请说明理由', 'Say why') };
  return [
    ...(own.stage === 'SIGNING_OFF' && waitsForHim(own)
      ? [
          {
            title: t('确认办理结果', 'Confirm the result'),
            operation: ConfirmResultDocument as never,
            known: entry,
            rates: true,
          },
          {
            title: t('不认可，退回办理', 'I do not accept it'),
            operation: RefuseResultDocument as never,
            known: entry,
            text: reason,
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            title: t('补充材料', 'Add something'),
            operation: SupplementAppealDocument as never,
            known: appeal,
            text: { name: 'text', label: t('补充内容', 'What you add') },
          },
          {
            title: t('申请撤回', 'Withdraw'),
            operation: WithdrawAppealDocument as never,
            known: { ...appeal, setting: 'OWN_ACCORD' },
            text: reason,
          },
        ]
      : []),
    ...(own.stage === 'DISMISSED'
      ? [
          {
            title: t('提出异议', 'Contest it'),
            operation: ContestDismissalDocument as never,
            known: { appealId: own.id, expectedVersion: own.triage?.version },
            text: reason,
          },
        ]
      : []),
    ...(own.deskAnswer?.status === 'OFFERED'
      ? [
          {
            title: t('确认当场答复', 'Confirm the answer'),
            operation: ConfirmDeskAnswerDocument as never,
            known: { ...appeal, digest: own.deskAnswer.digest },
            rates: true,
          },
        ]
      : []),
    ...(own.stage === 'CLOSED' && own.evaluation?.round !== (own.ledgerEntry?.result?.round ?? 1)
      ? [
          {
            title: t('评价', 'Evaluate'),
            operation: EvaluateAppealDocument as never,
            known: appeal,
            rates: true,
            text: { ...reason, label: t('理由(不满意时请填写)', 'Why (needed where dissatisfied)'), optional: true },
          },
        ]
      : []),
    ...(own.stage === 'CLOSED'
      ? [
          {
            title: t('没有解决', 'It is not solved'),
            operation: ReportNotSolvedDocument as never,
            known: appeal,
            text: { name: 'reason', label: t('请说明情况', 'What is not solved') },
          },
        ]
      : []),
  ];
};

const View = ({ own, again }: { readonly own: Own; again(): void }) => {
  const { t, say } = useScene();
  const result = own.ledgerEntry?.result;
  const acts = useActs(own);
  return (
    <>
      <p class="notice">{say(stageText[own.stage])}</p>
      <p class="text">{own.content}</p>
      {own.supplements.map(({ at: moment, text }) => (
        <p key={moment} class="text">
          {t('补充:', 'Added: ')}
          {text}
        </p>
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
        </section>
      )}
      {own.evaluation !== null && (
        <p class="notice">
          {t('您的评价:', 'Your rating: ')}
          {say(satisfactionText[own.evaluation.satisfaction])} {own.evaluation.reason}
        </p>
      )}
      {acts.map((act) => (
        <Act key={`${act.operation.name} ${String(act.known.expectedVersion)}`} {...act} onDone={again} />
      ))}
      <h2>{t('办理进度', 'What happened so far')}</h2>
      <Steps steps={own.timeline} />
    </>
  );
};

export const OwnCase = ({ id }: { readonly id: string }) => {
  const { t } = useScene();
  const { data, refusal, again } = useAsk(FollowOwnAppealDocument, { id });
  const own = data?.appeal;
  return (
    <Page title={own?.unifiedCode ?? t('我的诉求', 'My appeal')} back="/c/mine">
      <Failed refusal={refusal} again={again} />
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
