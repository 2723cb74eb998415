import { speakerRelationText } from '@daqidi/app-kit';
import { Check, Choice, Field } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import type { Other, SubmitDraft } from './draft.js';

interface BesideProps {
  readonly draft: SubmitDraft;
  change(part: Partial<SubmitDraft>): void;
}

const Speaker = ({ draft, change }: BesideProps) => {
  const { t } = useScene();
  return (
    <fieldset>
      <legend>{t('代说人(您自己)', 'You, who speak for him')}</legend>
      <p class="quiet">
        {t(
          '上面填写诉求人本人的信息。查询码发给诉求人；您会得到只能查看进度的编码。',
          'The fields above are those of whose matter it is. The code that acts goes to him; yours shows how it stands.',
        )}
      </p>
      <Field label={t('您的姓名', 'Your name')} value={draft.speakerName} onValue={(speakerName) => change({ speakerName })} />
      <Field
        label={t('您的电话(选填)', 'Your telephone (optional)')}
        value={draft.speakerTelephone}
        onValue={(speakerTelephone) => change({ speakerTelephone })}
        attributes={{ inputMode: 'tel' }}
      />
      <Choice
        label={t('您与诉求人的关系', 'What you are to him')}
        value={draft.relation}
        words={speakerRelationText}
        onValue={(relation) => change({ relation })}
      />
      <Check
        label={t('诉求人同意我代说', 'He agrees that I speak for him')}
        checked={draft.agreed}
        onChecked={(agreed) => change({ agreed })}
      />
    </fieldset>
  );
};

const Others = ({ draft: { others }, change }: BesideProps) => {
  const { t } = useScene();
  const set = (at: number, part: Partial<Other>): void =>
    change({ others: others.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const name = (at: number): string => t(`第 ${at + 2} 人`, `Person ${at + 2}`);
  return (
    <>
      {others.map((other, at) => (
        <fieldset key={at}>
          <legend>{name(at)}</legend>
          <Field label={t('姓名', 'Name')} value={other.name} onValue={(typed) => set(at, { name: typed })} />
          <Field
            label={other.represents ? t('电话', 'Telephone') : t('电话(选填)', 'Telephone (optional)')}
            {...(other.represents && { help: t('他本人的查询码将发至此电话', 'A query code of his own goes to this telephone') })}
            value={other.telephone}
            onValue={(telephone) => set(at, { telephone })}
            attributes={{ inputMode: 'tel' }}
          />
          <Check
            label={t('也是代表，可确认办理结果', 'Speaks for all too, and confirms the result')}
            checked={other.represents}
            onChecked={(represents) => set(at, { represents })}
          />
          <button type="button" onClick={() => change({ others: others.filter((_, index) => index !== at) })}>
            {t(`删除${name(at)}`, `Remove ${name(at)}`)}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        class="big"
        onClick={() => change({ others: [...others, { name: '', telephone: '', represents: false }] })}
      >
        {others.length === 0 ? t('几个人一起反映', 'Several of us bring it') : t('再加一人', 'One more')}
      </button>
    </>
  );
};

/** Who speaks for the petitioner, and who brings it beside him. */
export const Beside = (props: BesideProps) => {
  const { t } = useScene();
  const { draft, change } = props;
  return (
    <>
      <Check
        label={t('我替别人说(代诉)', 'I speak for somebody else')}
        checked={draft.speaks}
        onChecked={(speaks) => change({ speaks })}
      />
      {draft.speaks && <Speaker {...props} />}
      {!draft.speaks && <Others {...props} />}
    </>
  );
};
