import { dayOf } from '@daqidi/app-kit';
import { useScene } from '../shared/tools.js';

interface Split {
  readonly complaintText: string | null;
  readonly ordinaryText: string | null;
  readonly dueAt: string;
}

/** What the petitioner is asked to approve of: which part is kept secret, and which goes its ordinary way. */
export const SplitTexts = ({ split: { complaintText, ordinaryText, dueAt } }: { readonly split: Split }) => {
  const { t } = useScene();
  return (
    <section>
      <h2>{t('请确认是否分成两件办理', 'Shall it be handled as two?')}</h2>
      <h3>{t('保密办理的投诉', 'The complaint, kept secret')}</h3>
      <p class="text">{complaintText}</p>
      <h3>{t('按普通诉求办理', 'The ordinary matter')}</h3>
      <p class="text">{ordinaryText}</p>
      <p class="notice">{t(`请在 ${dayOf(dueAt)} 前答复`, `Answer until ${dayOf(dueAt)}`)}</p>
    </section>
  );
};
