import { clockKindText, clockStatusText, contactMeansText, levelText, outcomeText, slotNameText } from '@daqidi/app-kit';
import { ReadCaseRequestsDocument } from '@daqidi/schemas/operations';
import type { ReactNode } from 'react';
import { useAsk } from '../ask.js';
import { Facts } from '../facts.js';
import { useSpeech } from '../language.js';
import { Attachments, BeforeAndAfter } from './attachments.js';
import type { Case, Entry } from './case.js';
import { OpenRequest, pauseText, requestLine } from './requests.js';
import { Slots } from './slots.js';

type Clock = NonNullable<Entry['clock']>;

const useClockText = () => {
  const { t, say, at } = useSpeech();
  return (clock: Clock | null): ReactNode =>
    clock === null
      ? null
      : `${say(clockKindText[clock.kind])} ${t(`${clock.workingDays} 个工作日`, `${clock.workingDays} working days`)} · ${t('自', 'from')} ${clock.startedOn} · ${t('至', 'to')} ${at(clock.dueAt)} · ${say(clockStatusText[clock.status])}${clock.provisional ? t('(暂定)', ' (provisional)') : ''}`;
};

/** What the matter came from, and what was done about it. */
const RecordLine = ({ record }: Pick<NonNullable<Entry['result']>, 'record'>) => {
  const { t } = useSpeech();
  if (record === null) return null;
  const cause = record.cause === null ? '' : `${t('成因：', 'Cause: ')}${record.cause.level1} / ${record.cause.level2}`;
  const measures = record.measures.map(({ name }) => name).join(t('、', ', '));
  return (
    <p className="muted">
      {cause} {measures === '' ? '' : `${t('措施：', 'Measures: ')}${measures}`}
    </p>
  );
};

/** Steps of a resolution that takes longer, with whoever sees to each. */
const PlanSteps = ({ plan }: { readonly plan: NonNullable<Entry['plan']> }) => {
  const { t, at } = useSpeech();
  return (
    <>
      <h3>{t(`一人一策方案（第 ${plan.number} 版）`, `Plan, version ${plan.number}`)}</h3>
      {plan.reason && <p className="text">{plan.reason}</p>}
      <ol className="plain">
        {plan.steps.map(({ step, text, dueOn, officer, doneAt, report, late }) => (
          <li key={step}>
            <p className="text">
              {step}. {text}
            </p>
            {report && <p className="text">{report}</p>}
            <span className="muted">
              {officer.name} · {t('期限', 'due')} {dueOn}
              {doneAt === null ? '' : ` · ${t('完成', 'done')} ${at(doneAt)}`}
              {late ? ` · ${t('逾期', 'late')}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
};

const Result = ({
  it,
  result,
  slots,
}: {
  readonly it: Case;
  readonly result: NonNullable<Entry['result']>;
  readonly slots: Entry['slots'];
}) => {
  const { t, say, at } = useSpeech();
  return (
    <>
      <h3>
        {t(`第 ${result.round} 轮办理结果：`, `Result of round ${result.round}: `)}
        {say(outcomeText[result.outcome])}
      </h3>
      <p className="text">{result.text ?? it.deskAnswer?.text}</p>
      <RecordLine record={result.record} />
      <BeforeAndAfter
        appealId={it.id}
        before={[...it.attachments, ...it.supplements.flatMap(({ attachments }) => attachments)]}
        after={result.attachments}
      />
      <p className="muted">{at(result.at)}</p>
      <Slots appealId={it.id} slots={slots} />
    </>
  );
};

const History = ({ appealId, entry }: { readonly appealId: string; readonly entry: Entry }) => {
  const { t, say, at } = useSpeech();
  const { progress, refusals, contactAttempts, rounds } = entry;
  const requests = useAsk(ReadCaseRequestsDocument, { id: appealId }).data?.data.ledgerEntry;
  const asked =
    requests == null ? [] : [...requests.objections.edges, ...requests.extensions.edges, ...requests.pauseRequests.edges];
  const lines: readonly {
    readonly at: string;
    readonly who: string;
    readonly text: string;
    readonly files?: Case['attachments'];
  }[] = [
    ...progress.edges.map(({ node }) => ({
      at: node.at,
      who: node.by.name ?? '',
      text: `${t('办理进展：', 'Progress: ')}${node.text ?? ''}`,
      files: node.attachments,
    })),
    ...refusals.edges.map(({ node }) => ({
      at: node.at,
      who: node.by?.name ?? say(slotNameText[node.slot]),
      text: `${t('拒签：', 'Refused: ')}${node.reason ?? ''}`,
    })),
    ...contactAttempts.edges.map(({ node }) => ({
      at: node.at,
      who: node.by.name ?? '',
      text: `${t('联系诉求人：', 'Contact: ')}${say(contactMeansText[node.means])}`,
    })),
    ...asked.map(({ node }) => ({
      at: node.decidedAt ?? node.askedAt,
      ...requestLine(node, { t, say }),
    })),
    ...(requests?.pauses.edges ?? []).map(({ node }) => ({
      at: node.until,
      who: '',
      text: `${t('暂停办理：', 'Paused: ')}${pauseText(node, t)}`,
    })),
    ...rounds.edges.map(({ node }) => ({
      at: node.closedAt,
      who: '',
      text: `${t(`第 ${node.round} 轮办结：`, `Round ${node.round} closed: `)}${say(outcomeText[node.outcome])} ${node.text ?? ''}`,
    })),
  ].sort((left, right) => (left.at < right.at ? 1 : -1));
  if (lines.length === 0) return null;
  return (
    <ul className="plain" aria-label={t('办理记录', 'Records')}>
      {lines.map((line) => (
        <li key={`${line.at} ${line.text}`}>
          <p className="text">{line.text}</p>
          <Attachments appealId={appealId} of="OFFICE" files={line.files ?? []} />
          <span className="muted">
            {line.who} {at(line.at)}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** The work on a case: who has it, until when, what was done, who signed. */
export const EntryPanel = ({ it, entry }: { readonly it: Case; readonly entry: Entry }) => {
  const { t, say, at } = useSpeech();
  const clockText = useClockText();
  return (
    <section className="panel stack" aria-label={t('办理', 'Handling')}>
      <h2>{t('办理', 'Handling')}</h2>
      <Facts
        facts={[
          [t('台账', 'Book'), say(levelText[entry.book])],
          [t('承办单位', 'Unit'), entry.holder.name],
          [t('经办人', 'Handler'), entry.handler?.name],
          [t('轮次', 'Round'), entry.round],
          [t('办理时限', 'Time for it'), clockText(entry.clock)],
          ...(entry.acceptingClock === null ? [] : [[t('签收时限', 'Time to accept'), clockText(entry.acceptingClock)] as const]),
          [t('签署时限', 'Time to sign'), clockText(entry.signingClock)],
          ...(entry.extendedDays === 0
            ? []
            : [[t('已延期', 'Extended'), t(`${entry.extendedDays} 个工作日`, `${entry.extendedDays} working days`)] as const]),
          ...(entry.pause === null ? [] : [[t('暂停办理', 'Paused'), pauseText(entry.pause, t)] as const]),
          ...(entry.bounces === 0
            ? []
            : [[t('退回次数', 'Returned'), t(`${entry.bounces} 次`, `${entry.bounces} times`)] as const]),
          ...(entry.closedAt === null ? [] : [[t('办结时间', 'Closed'), at(entry.closedAt)] as const]),
        ]}
      />
      {entry.request !== null && entry.request.granted === null && <OpenRequest request={entry.request} />}
      {entry.plan !== null && <PlanSteps plan={entry.plan} />}
      {entry.result !== null && <Result it={it} result={entry.result} slots={entry.slots} />}
      <History appealId={it.id} entry={entry} />
    </section>
  );
};
