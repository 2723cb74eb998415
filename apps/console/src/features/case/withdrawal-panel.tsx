import { withdrawalSettingText, withdrawalStatusText } from '@daqidi/app-kit';
import type { Case } from '../../shared/case/case.js';
import { Facts } from '../../shared/facts.js';
import { useSpeech } from '../../shared/language.js';

/** That the petitioner wants to withdraw, and why: what whoever decides it goes by, and what was decided. */
export const WithdrawalPanel = ({ it, wish }: { readonly it: Case; readonly wish: NonNullable<Case['withdrawal']> }) => {
  const { t, say, at } = useSpeech();
  // Custody passes with an unanswered request: the later custodian's word counts.
  const decision = [it.ledgerEntry?.withdrawal, it.triage?.withdrawal].find((told) => told?.number === wish.number);
  const isCalledFor = wish.setting !== 'OWN_ACCORD';
  return (
    <section className="panel stack" aria-label={t('撤回申请', 'Request to withdraw')}>
      <h2>{t('撤回申请', 'Request to withdraw')}</h2>
      {wish.reason !== null && <p className="text">{wish.reason}</p>}
      <Facts
        facts={[
          [t('申请时间', 'Asked'), at(wish.at)],
          [t('提出情形', 'Setting'), say(withdrawalSettingText[wish.setting])],
          ...(isCalledFor ? [[t('回访', 'Call-back'), calledBack(wish.stands, t)] as const] : []),
          ...(wish.takenBackAt === null ? [] : [[t('收回时间', 'Taken back'), at(wish.takenBackAt)] as const]),
          ...(decision ? [[t('决定', 'Decision'), say(withdrawalStatusText[decision.status])] as const] : []),
          ...(decision?.status === 'ASKED' ? [[t('决定期限', 'Due'), at(decision.dueAt)] as const] : []),
          ...(decision?.decidedAt ? [[t('决定人', 'By'), `${decision.by?.name ?? ''} ${at(decision.decidedAt)}`] as const] : []),
        ]}
      />
      {decision?.reason && <p className="text">{decision.reason}</p>}
    </section>
  );
};

const calledBack = (stands: boolean | null, t: (zh: string, en: string) => string): string => {
  if (stands === null) return t('尚未回访', 'Not called back yet');
  return stands ? t('本人坚持撤回', 'He wants it all the same') : t('本人不再撤回', 'He does not want it any more');
};
