import type { Case } from '../../shared/case/case.js';
import { Facts } from '../../shared/facts.js';
import { useSpeech } from '../../shared/language.js';

/** That the petitioner says it is not solved, and what was decided: what whoever may reopen it goes by. */
export const NotSolvedPanel = ({ it, report }: { readonly it: Case; readonly report: NonNullable<Case['notSolved']> }) => {
  const { t, at } = useSpeech();
  const decision = it.ledgerEntry?.reopening?.round === report.round ? it.ledgerEntry.reopening : null;
  const answer =
    decision === null || decision.reopened === null
      ? t('待决定', 'Waits for a decision')
      : decision.reopened
        ? t('重新办理', 'Opened again')
        : t('未予重新办理', 'Not opened again');
  return (
    <section className="panel stack" aria-label={t('反映未解决', 'Said not to be solved')}>
      <h2>{t('反映未解决', 'Said not to be solved')}</h2>
      {report.reason !== null && <p className="text">{report.reason}</p>}
      <Facts
        facts={[
          [t('轮次', 'Round'), report.round],
          [t('时间', 'When'), at(report.at)],
          ...(decision === null ? [] : [[t('决定', 'Decision'), answer] as const]),
          ...(decision !== null && decision.reopened === null ? [[t('决定期限', 'Due'), at(decision.dueAt)] as const] : []),
        ]}
      />
      {decision?.reason && <p className="text">{decision.reason}</p>}
    </section>
  );
};
