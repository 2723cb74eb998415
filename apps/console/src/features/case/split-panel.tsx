import { splitStatusText } from '@daqidi/app-kit';
import { Link } from 'react-router';
import type { Case } from '../../shared/case/case.js';
import { useSpeech } from '../../shared/language.js';

/** The proposal to split a mixed appeal, and what became of it. */
export const SplitPanel = ({ split }: { readonly split: NonNullable<Case['split']> }) => {
  const { t, say, at } = useSpeech();
  const { status, complaintText, ordinaryText, dueAt, reason, ordinary } = split;
  return (
    <section className="panel stack" aria-label={t('分案', 'Split')}>
      <h2>
        {t('分案', 'Split')} · {say(splitStatusText[status])}
      </h2>
      <h3>{t('投诉部分(保密)', 'The complaint, restricted')}</h3>
      <p className="text">{complaintText}</p>
      <h3>{t('普通诉求部分', 'The ordinary matter')}</h3>
      <p className="text">{ordinaryText}</p>
      {status === 'PROPOSED' && (
        <p className="muted">
          {t('确认期限', 'Answer due')} {at(dueAt)}
        </p>
      )}
      {reason !== null && <p className="text">{reason}</p>}
      {ordinary !== null && <Link to={`/cases/${ordinary.id}`}>{ordinary.unifiedCode}</Link>}
    </section>
  );
};
