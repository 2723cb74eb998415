import { SubmitAppealDocument, SubmitAppealForm, type SubmitAppealMutation } from '@daqidi/schemas/operations';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ActionForm } from '../../shared/form/action-form.js';
import { useSpeech } from '../../shared/language.js';
import { useMe } from '../../shared/me.js';
import { Page } from '../../shared/page.js';

type Taken = SubmitAppealMutation['submitAppeal'];

const Receipt = ({ taken, onAnother }: { readonly taken: Taken; onAnother(): void }) => {
  const { t, say } = useSpeech();
  const { receipt, appeal, warnings } = taken;
  return (
    <section className="panel stack" role="status">
      <h2>{t('已收件', 'Taken in')}</h2>
      <p className="text">
        {t('统一编码', 'Code')} <Link to={`/cases/${appeal.id}`}>{receipt.unifiedCode}</Link>
      </p>
      <p className="text">
        {receipt.delivery === 'TELEPHONE'
          ? t('查询码已发往诉求人所留电话。', 'The query code went to the telephone that the petitioner stated.')
          : t('查询码将打印后交给诉求人。', 'The query code is printed for the petitioner.')}
      </p>
      {(warnings ?? []).map(({ field, textZh, textEn }) => (
        <Alert key={field} type="warning" showIcon title={say({ zh: textZh, en: textEn })} />
      ))}
      <Button onClick={onAnother}>{t('再录一件', 'Another one')}</Button>
    </section>
  );
};

/** An appeal that somebody in office takes in for its petitioner. */
export const TakeInPage = () => {
  const { t } = useSpeech();
  const [taken, setTaken] = useState<Taken | null>(null);
  const me = useMe();
  if (me === null) return null;
  // Whoever goes from door to door is in his own grid.
  const own = me.posts.find(({ role }) => role === 'GRID_WORKER')?.region.id;
  return (
    <Page title={t('录入诉求', 'Take in an appeal')}>
      {taken === null ? (
        <section className="panel">
          <ActionForm
            form={SubmitAppealForm}
            operation={SubmitAppealDocument as never}
            known={{}}
            about="new"
            {...(own === undefined ? {} : { start: { regionId: own } })}
            isConfidential
            onDone={({ submitAppeal }: SubmitAppealMutation) => setTaken(submitAppeal)}
          />
        </section>
      ) : (
        <Receipt taken={taken} onAnother={() => setTaken(null)} />
      )}
    </Page>
  );
};
