import { deskAnswerStatusText, deskConfirmationText, placeKindText, satisfactionText } from '@daqidi/app-kit';
import { Facts } from '../facts.js';
import { useSpeech } from '../language.js';
import { Attachments } from './attachments.js';
import type { Case } from './case.js';

/** What is known of the matter beside its text. */
const Particulars = ({ particulars }: { readonly particulars: NonNullable<Case['particulars']> }) => {
  const { t, say } = useSpeech();
  const { occurredOn, place, things, organisations } = particulars;
  const known: readonly (readonly [string, string | null])[] = [
    [t('发生日期', 'When'), occurredOn],
    [t('地点', 'Where'), place && `${say(placeKindText[place.kind])} ${place.name} ${place.yearBuilt ?? ''}`.trim()],
    [t('物业公司', 'Property company'), place?.propertyCompany ?? null],
    [t('涉及设施', 'Things'), things.join('、')],
    [t('涉及单位', 'Organisations'), organisations.join('、')],
  ];
  return <Facts facts={known.filter(([, value]) => value)} />;
};

/** What the petitioner wrote, and what was added. */
export const Content = ({ it }: { readonly it: Case }) => {
  const { t, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('诉求内容', 'Content')}>
      <h2>{t('诉求内容', 'Content')}</h2>
      <p className="text">{it.content ?? t('您无须查看内容', 'The content is not for you')}</p>
      <Attachments appealId={it.id} of="PETITIONER" files={it.attachments} />
      {it.particulars !== null && <Particulars particulars={it.particulars} />}
      {it.supplements.map(({ id, at: moment, text, attachments }) => (
        <div key={id}>
          <span className="muted">
            {t('补充', 'Added')} {at(moment)}
          </span>
          <p className="text">{text}</p>
          <Attachments appealId={it.id} of="PETITIONER" files={attachments} />
        </div>
      ))}
    </section>
  );
};

/** What was answered while the petitioner stood there, and what became of it. */
export const DeskAnswer = ({
  appealId,
  answer,
}: {
  readonly appealId: string;
  readonly answer: NonNullable<Case['deskAnswer']>;
}) => {
  const { t, say, at } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('即接即答', 'Answer at the desk')}>
      <h2>{t('即接即答', 'Answer at the desk')}</h2>
      <p className="text">{answer.text}</p>
      <p className="muted">
        {answer.unit.name} {at(answer.answeredAt)} · {say(deskAnswerStatusText[answer.status])}
        {answer.form !== null && ` · ${say(deskConfirmationText[answer.form])} ${at(answer.confirmedAt ?? answer.answeredAt)}`}
      </p>
      <Attachments appealId={appealId} of="PETITIONER" files={answer.slip} />
    </section>
  );
};

/** What happened so far, in plain words. */
export const Timeline = ({ timeline }: Pick<Case, 'timeline'>) => {
  const { t, at, language } = useSpeech();
  return (
    <section className="panel stack" aria-label={t('办理进度', 'Timeline')}>
      <h2>{t('办理进度', 'Timeline')}</h2>
      <ol className="plain">
        {timeline.map((step) => (
          <li key={`${step.id} ${step.at} ${step.textEn}`}>
            {language === 'zh' ? step.textZh : step.textEn}
            {step.explanation && <p className="text">{step.explanation}</p>}
            <div className="muted">{at(step.at)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
};

export const Evaluation = ({ evaluation }: { readonly evaluation: NonNullable<Case['evaluation']> }) => {
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

export const RestrictedBand = () => {
  const { t } = useSpeech();
  return (
    <p className="band" role="note">
      {t('限制知悉：请勿向任何其他人透露该件的存在。', 'Restricted: tell nobody else that this case exists.')}
    </p>
  );
};
