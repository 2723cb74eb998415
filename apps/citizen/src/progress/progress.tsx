import { TimelineByCodeDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed, Field, Page, Waiting } from '../shared/parts.js';
import { ReadAloud } from '../shared/read-aloud.js';
import { Steps } from '../shared/steps.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';

const Found = ({ unifiedCode, queryCode }: { readonly unifiedCode: string; readonly queryCode: string }) => {
  const { t, language } = useScene();
  const { data, refusal, again } = useAsk(TimelineByCodeDocument, { unifiedCode, queryCode });
  if (refusal !== null) return <Failed refusal={refusal} again={again} />;
  if (data === null) return <Waiting />;
  const steps = data.timelineByCode ?? [];
  if (steps.length === 0)
    return (
      <p class="failed" role="alert">
        {t('没有查到，请核对两个编码。', 'Nothing found. Check both codes.')}
      </p>
    );
  const last = steps[steps.length - 1];
  return (
    <>
      <ReadAloud text={(language === 'zh' ? last?.textZh : last?.textEn) ?? ''} />
      <Steps steps={steps} />
    </>
  );
};

/** How far an appeal is, for whoever holds its codes. */
export const Progress = () => {
  const { t } = useScene();
  const [unifiedCode, setUnifiedCode] = useState('');
  const [queryCode, setQueryCode] = useState('');
  const [asked, setAsked] = useState<{ readonly unifiedCode: string; readonly queryCode: string } | null>(null);
  return (
    <Page title={t('查进度', 'How far is it?')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked({ unifiedCode, queryCode });
        }}
      >
        <Field
          label={t('统一编码', 'Code')}
          value={unifiedCode}
          onValue={setUnifiedCode}
          attributes={{ required: true, autocomplete: 'off' }}
        />
        <Field
          label={t('查询码', 'Query code')}
          value={queryCode}
          onValue={setQueryCode}
          attributes={{ required: true, autocomplete: 'off' }}
        />
        <button type="submit" class="big primary">
          {t('查询', 'Look')}
        </button>
      </form>
      {asked !== null && <Found {...asked} />}
    </Page>
  );
};
