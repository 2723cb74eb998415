import { Refusal, type UploadShown, untilItWorks } from '@daqidi/app-kit';
import {
  ReadRegionDocument,
  SubmitAppealDocument,
  type SubmitAppealInput,
  type SubmitAppealMutation,
} from '@daqidi/schemas/operations';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AnsweredBefore } from '../knowledge/answered-before.js';
import { Attach } from '../shared/attach.js';
import { Check, Failed, Field, Page } from '../shared/parts.js';
import { PlacePicker } from '../shared/place-picker.js';
import { SignIn } from '../shared/sign-in.js';
import { useScene } from '../shared/tools.js';
import { asRefusal, useAsk } from '../shared/use-ask.js';
import { AccusedPicker } from './accused-picker.js';
import { Beside } from './beside.js';
import { blankDraft, draftName, inputOf, type SubmitDraft } from './draft.js';
import { missing } from './missing.js';
import { Particulars } from './particulars.js';
import { ReceiptPage } from './receipt.js';
import { solveChallengeOf, submitWithProof } from './without-account.js';

export interface StepProps {
  readonly draft: SubmitDraft;
  change(part: Partial<SubmitDraft>): void;
  /** What files are sent with; null where that cannot be had in this browser. */
  shown(): Promise<UploadShown | null>;
  /** Whether every file that was chosen has arrived. */
  onComplete(isComplete: boolean): void;
}

const PlaceStep = ({ draft, change }: StepProps) => {
  const { t } = useScene();
  const known = useAsk(ReadRegionDocument, draft.regionId === '' ? null : { id: draft.regionId });
  return (
    <>
      <h2>{t('第一步：在哪里', 'Step 1: where')}</h2>
      {draft.regionId !== '' && known.data?.region && (
        <p class="notice">
          {known.data.region.parent?.name} {known.data.region.name}
        </p>
      )}
      <PlacePicker value={draft.regionId} onValue={(regionId) => change({ regionId })} />
    </>
  );
};

const MatterStep = ({ draft, change, shown, onComplete }: StepProps) => {
  const { t } = useScene();
  return (
    <>
      <h2>{t('第二步：什么事', 'Step 2: what')}</h2>
      <Field
        long
        label={t('请写明时间、地点和情况', 'When, where, and what')}
        help={t('2 至 4,000 字', '2 to 4,000 characters')}
        value={draft.text}
        onValue={(text) => change({ text })}
      />
      {!draft.accuses && (
        <Check
          label={t('我只想问一个问题(服务中心当日答复)', 'I only ask a question; the desk answers within the day')}
          checked={draft.asks}
          onChecked={(asks) => change({ asks })}
        />
      )}
      {draft.asks && !draft.accuses && <AnsweredBefore text={draft.text} />}
      <Attach shown={shown} kept={draft.attachments} onIds={(attachments) => change({ attachments })} onComplete={onComplete} />
      <Check
        label={t(
          '这是反映某个单位或其工作人员的问题(被反映单位不会知道)',
          'It is about what a unit or its people did; they will not learn of it',
        )}
        checked={draft.accuses}
        onChecked={(accuses) => change({ accuses })}
      />
      {draft.accuses && <AccusedPicker draft={draft} change={change} />}
      <Particulars draft={draft} change={change} />
    </>
  );
};

const ContactStep = ({ draft, change }: StepProps) => {
  const { t } = useScene();
  return (
    <>
      <h2>{t('第三步：怎么联系您', 'Step 3: how to reach you')}</h2>
      <Check label={t('我要匿名', 'Stay anonymous')} checked={draft.anonymous} onChecked={(anonymous) => change({ anonymous })} />
      {!draft.anonymous && (
        <>
          <Field
            label={t('姓名', 'Name')}
            value={draft.name}
            onValue={(name) => change({ name })}
            attributes={{ autocomplete: 'name' }}
          />
          <Field
            label={t('电话', 'Telephone')}
            help={t('电话和住址至少填一项,或选择匿名', 'Telephone or address, or stay anonymous')}
            value={draft.telephone}
            onValue={(telephone) => change({ telephone })}
            attributes={{ inputMode: 'tel', autocomplete: 'tel' }}
          />
          <Field label={t('住址(选填)', 'Address (optional)')} value={draft.address} onValue={(address) => change({ address })} />
          <Check
            label={t('要求保密，只让监督机构知道我是谁', 'Only oversight may know who I am')}
            checked={draft.protects}
            onChecked={(protects) => change({ protects })}
          />
          <Beside draft={draft} change={change} />
        </>
      )}
    </>
  );
};

const cannotSolve = {
  zh: '本机浏览器无法完成验证，请登录后提交，或拨打电话。',
  en: 'This browser cannot do the check: sign in, or call.',
};

const filesGone = {
  zh: '停留时间过长，照片和文件需要重新添加；您写的内容仍在。',
  en: 'It took too long: add the pictures and files again. What you wrote is still here.',
};

const steps = [PlaceStep, MatterStep, ContactStep];
const isReady = (draft: SubmitDraft, step: number): boolean => missing(draft, step).length === 0;

/** With an account he finds it again by signing in; without one by the codes of its receipt. */
const Who = ({ onSignedIn, onUnknown }: { onSignedIn(): void; onUnknown(): void }) => {
  const { t } = useScene();
  return (
    <>
      <button type="button" class="big primary" onClick={onUnknown}>
        {t('不登录，直接说', 'Without signing in')}
      </button>
      <p class="quiet">
        {t('提交后凭回执上的两个编码查进度、确认和评价。', 'You follow, confirm and rate it by the two codes of its receipt.')}
      </p>
      <SignIn onSignedIn={onSignedIn} />
    </>
  );
};

/** The steps are pages for the phone's own back button. */
const useSteps = (): readonly [number, (step: number) => void] => {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const moved = ({ state }: PopStateEvent): void => setStep((state as { readonly step?: number } | null)?.step ?? 0);
    window.addEventListener('popstate', moved);
    return () => window.removeEventListener('popstate', moved);
  }, []);
  const go = (next: number): void => {
    history.pushState({ step: next }, '');
    setStep(next);
    window.scrollTo(0, 0);
  };
  return [step, go];
};

/** Three steps; what was typed stays on the phone until it has arrived, and arrives once however often it is sent. */
export const Submit = () => {
  const { tools, t, say } = useScene();
  const [who, setWho] = useState<'ACCOUNT' | 'NOBODY' | null>(tools.person() === null ? null : 'ACCOUNT');
  const [draft, setDraft] = useState<SubmitDraft>(() => ({
    ...blankDraft,
    requestId: tools.newRequestId(),
    regionId: tools.place ?? '',
    ...tools.drafts.read<SubmitDraft>(draftName),
  }));
  const [step, goTo] = useSteps();
  const [isBusy, setBusy] = useState(false);
  const [hasAll, setHasAll] = useState(true);
  const [refusal, setRefusal] = useState<ReturnType<typeof asRefusal> | null>(null);
  const [receipt, setReceipt] = useState<SubmitAppealMutation['submitAppeal']['receipt'] | null>(null);
  const change = (part: Partial<SubmitDraft>): void =>
    setDraft((before) => {
      const next = { ...before, ...part };
      tools.drafts.keep(draftName, next);
      return next;
    });
  const solving = useRef<(() => Promise<string | null>) | null>(null);
  /** One for the appeal and all its files: they are his who did this work. */
  const proofOnce = async (): Promise<string> => {
    if (draft.proof !== undefined) return draft.proof;
    solving.current ??= untilItWorks(() => solveChallengeOf(tools.client));
    const proof = await solving.current();
    if (proof === null) throw new Refusal('UNAVAILABLE', cannotSolve);
    change({ proof });
    return proof;
  };
  const withoutAccount = async (input: SubmitAppealInput) => submitWithProof(tools.client, input, await proofOnce());
  const send = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    try {
      const input = inputOf(draft, tools.place !== null);
      const { receipt: given } =
        who === 'NOBODY'
          ? await withoutAccount(input)
          : (await tools.client.ask(SubmitAppealDocument, { input })).data.submitAppeal;
      tools.drafts.drop(draftName);
      setReceipt(given);
    } catch (error) {
      const said = asRefusal(error);
      // Too old: the next attempt works anew.
      if (said.field === 'proof') {
        solving.current = null;
        change({ proof: undefined, attachments: [] });
        if (draft.attachments.length > 0) {
          goTo(steps.indexOf(MatterStep));
          setRefusal(new Refusal('BAD_USER_INPUT', filesGone));
          return;
        }
      }
      setRefusal(said);
    } finally {
      setBusy(false);
    }
  };
  if (receipt !== null) return <ReceiptPage receipt={receipt} />;
  const title = t('我要说', 'I want to say something');
  if (who === null)
    return (
      <Page title={title}>
        <Who onSignedIn={() => setWho('ACCOUNT')} onUnknown={() => setWho('NOBODY')} />
      </Page>
    );
  const Step = steps[step] ?? PlaceStep;
  const isLast = step === steps.length - 1;
  return (
    <Page title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isLast) void send();
          else goTo(step + 1);
        }}
      >
        <Step
          draft={draft}
          change={change}
          shown={async () => (who === 'NOBODY' ? { proof: await proofOnce() } : null)}
          onComplete={setHasAll}
        />
        <Failed refusal={refusal} />
        {!isReady(draft, step) && (
          <p class="quiet" role="status">
            {t('还需填写：', 'Still needed: ')}
            {missing(draft, step).map(say).join(t('、', ', '))}
          </p>
        )}
        <button type="submit" class="big primary" disabled={isBusy || !hasAll || !isReady(draft, step)}>
          {isBusy ? t('正在提交…', 'Sending…') : isLast ? t('提交', 'Send') : t('下一步', 'Next')}
        </button>
        {step > 0 && (
          <button type="button" class="big" onClick={() => history.back()}>
            {t('上一步', 'Back')}
          </button>
        )}
      </form>
    </Page>
  );
};
