import { DecideRepeatDocument, DecideRepeatForm, ReadPossibleRepeatsDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import type { Case } from '../../shared/case/case.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';

/** Whether the petitioner has brought this before: what is confirmed, and what is proposed to those who decide. */
export const RepeatsPanel = ({ it }: { readonly it: Case }) => {
  const { t, at } = useSpeech();
  const mayDecide = useMayEver(DecideRepeatForm);
  const decides = it.repeatOf === null && mayDecide;
  const { data } = useAsk(ReadPossibleRepeatsDocument, { id: it.id }, { enabled: decides });
  const appeal = data?.data.appeal;
  const proposed = decides ? (appeal?.possibleRepeats ?? []) : [];
  if (it.repeatOf === null && proposed.length === 0) return null;
  return (
    <section className="panel stack" aria-label={t('重复诉求', 'Repeats')}>
      <h2>{t('重复诉求', 'Repeats')}</h2>
      {it.repeatOf !== null && (
        <p>
          {t('同一诉求人此前提出过:', 'The same petitioner brought it before: ')}
          <Link to={`/cases/${it.repeatOf.id}`}>{it.repeatOf.unifiedCode}</Link>
        </p>
      )}
      <ul className="plain">
        {proposed.map(({ likeness, appeal: earlier }) => (
          <li key={earlier.id}>
            <Link to={`/cases/${earlier.id}`}>{earlier.unifiedCode}</Link> · {at(earlier.submittedAt)} ·{' '}
            {t(`文字相似度 ${Math.round(likeness * 100)} %`, `${Math.round(likeness * 100)} % alike`)}
            <p className="text">{earlier.content}</p>
            <FormButton
              form={DecideRepeatForm}
              operation={DecideRepeatDocument as never}
              known={{ appealId: it.id, earlierId: earlier.id, expectedVersion: appeal?.version ?? it.version }}
              about={`${it.id} ${earlier.id}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
