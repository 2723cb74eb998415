import { stageText } from '@daqidi/app-kit';
import { CaseByCodeDocument, type CaseByCodeQuery } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { actsOn } from '../own/acts.js';
import { Acts } from '../own/acts-offered.js';
import { SplitTexts } from '../own/split-texts.js';
import { Failed, Field, Page, Waiting } from '../shared/parts.js';
import { ReadAloud } from '../shared/read-aloud.js';
import { Steps } from '../shared/steps.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';

type Held = NonNullable<CaseByCodeQuery['caseByCode']>;

const actionsIn = ({ actions, triageActions, entryActions }: Held) => [
  ...actions,
  ...(triageActions ?? []),
  ...(entryActions ?? []),
];

const Answer = ({ title, text }: { readonly title: string; readonly text: string | null | undefined }) =>
  text ? (
    <section>
      <h2>{title}</h2>
      <p class="text">{text}</p>
      <ReadAloud text={text} />
    </section>
  ) : null;

const Case = ({ held, queryCode, again }: { readonly held: Held; readonly queryCode: string; again(): void }) => {
  const { t, say, language } = useScene();
  const { id: appealId, stage, timeline, deskAnswer, result } = held;
  const last = timeline[timeline.length - 1];
  const acts = actsOn(
    actionsIn(held),
    { appealId, queryCode, result: result?.digest, answer: deskAnswer?.digest, codeActs: held.codeActs },
    say,
  );
  return (
    <>
      <p class="notice">{say(stageText[stage])}</p>
      <ReadAloud text={(language === 'zh' ? last?.textZh : last?.textEn) ?? ''} />
      <Answer title={t('当场答复', 'Answer')} text={deskAnswer?.text} />
      <Answer title={t('办理结果', 'Result')} text={result?.text} />
      {held.split !== null && <SplitTexts split={held.split} />}
      <Acts acts={acts} again={again} />
      <h2>{t('办理进度', 'What happened so far')}</h2>
      <Steps steps={timeline} />
    </>
  );
};

const Found = ({
  unifiedCode,
  queryCode,
  turn,
}: {
  readonly unifiedCode: string;
  readonly queryCode: string;
  readonly turn: number;
}) => {
  const { t } = useScene();
  const { data, refusal, again } = useAsk(CaseByCodeDocument, { unifiedCode, queryCode }, turn);
  if (refusal !== null && data === null) return <Failed refusal={refusal} again={again} />;
  if (data === null) return <Waiting />;
  const held = data.caseByCode;
  if (held === null)
    return (
      <p class="failed" role="alert">
        {t('没有查到，请核对两个编码。', 'Nothing found. Check both codes.')}
      </p>
    );
  return (
    <>
      <Failed refusal={refusal} again={again} />
      <Case
        held={held}
        queryCode={queryCode}
        again={() => {
          again();
          // Other services learn of it in their own time.
          setTimeout(again, 1_200);
        }}
      />
    </>
  );
};

/** How far an appeal is, and what its petitioner may do about it, for whoever holds its codes. */
export const Progress = () => {
  const { t } = useScene();
  const [unifiedCode, setUnifiedCode] = useState('');
  const [queryCode, setQueryCode] = useState('');
  const [asked, setAsked] = useState<{ readonly unifiedCode: string; readonly queryCode: string; readonly turn: number } | null>(
    null,
  );
  return (
    <Page title={t('查进度', 'How far is it?')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked((before) => ({ unifiedCode, queryCode, turn: (before?.turn ?? 0) + 1 }));
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
      {asked !== null && <Found key={`${asked.unifiedCode} ${asked.queryCode}`} {...asked} />}
    </Page>
  );
};
