import {
  categoryText,
  deskText,
  dismissalGroundText,
  gradeText,
  levelText,
  panelOfficeText,
  reasonablenessText,
} from '@daqidi/app-kit';
import { Facts } from '../facts.js';
import { useSpeech } from '../language.js';
import type { Case } from './case.js';

type Triage = NonNullable<Case['triage']>;

const Opinions = ({ opinions }: Pick<Triage, 'opinions'>) => {
  const { say, at } = useSpeech();
  return (
    <ul className="plain">
      {opinions.map(({ reviewer, office, reasonableness, text, at: moment }) => (
        <li key={reviewer.id}>
          <strong>{reviewer.name}</strong> {office !== null && `(${say(panelOfficeText[office])}) `}·{' '}
          {say(reasonablenessText[reasonableness])}
          <p className="text">{text}</p>
          <span className="muted">{at(moment)}</span>
        </li>
      ))}
    </ul>
  );
};

const Verdict = ({ assessment }: { readonly assessment: NonNullable<Triage['assessment']> }) => {
  const { t, say, at } = useSpeech();
  return (
    <Facts
      facts={[
        [t('复核结论', 'Verdict'), say(reasonablenessText[assessment.reasonableness])],
        [t('类别', 'Category'), say(categoryText[assessment.category])],
        [t('内容分类', 'Subject'), assessment.subject.code],
        [t('层级', 'Level'), say(levelText[assessment.level])],
        [t('难度', 'Difficulty'), say(gradeText[assessment.grade])],
        [t('建议承办单位', 'Proposed unit'), assessment.proposedUnit.name],
        [t('结论人', 'By'), `${assessment.reviewer.name ?? ''} ${at(assessment.at)}`],
      ]}
    />
  );
};

/** Both reviews, with each opinion. */
export const ReviewPanel = ({ triage }: { readonly triage: Triage }) => {
  const { t, say, at } = useSpeech();
  const { screening, assessment, proposal } = triage;
  return (
    <section className="panel stack" aria-label={t('甄别梳理', 'Reviews')}>
      <h2>{t('甄别梳理', 'Reviews')}</h2>
      <Facts
        facts={[
          [t('甄别单位', 'Panel'), say(deskText[triage.desk])],
          [t('甄别期限', 'Due'), at(triage.dueAt)],
        ]}
      />
      {screening !== null && (
        <p className="text">
          {t('初审：', 'First review: ')}
          {screening.passed ? t('通过', 'passed') : t('不予受理', 'refused')}
          {screening.ground !== null && ` · ${say(dismissalGroundText[screening.ground])}`} · {screening.reviewer.name}{' '}
          {at(screening.at)}
        </p>
      )}
      {screening?.explanation && <p className="text">{screening.explanation}</p>}
      {triage.opinions.length > 0 && <Opinions opinions={triage.opinions} />}
      {triage.awaited.length > 0 && (
        <p>
          {t('尚未发表意见：', 'No opinion yet: ')}
          {triage.awaited.map(({ name }) => name).join(t('、', ', '))}
        </p>
      )}
      {proposal !== null && (
        <p className="band">
          {t('与多数意见不一致，待主要领导审定:', 'Against the majority, waits for the main leader: ')}
          {say(reasonablenessText[proposal.verdict.reasonableness])} · {proposal.reason}
        </p>
      )}
      {assessment !== null && <Verdict assessment={assessment} />}
    </section>
  );
};
