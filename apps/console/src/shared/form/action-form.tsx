import { Refusal, type RefusalCode } from '@daqidi/app-kit';
import type { MutationForm } from '@daqidi/schemas/operations';
import { Alert, Button, Form } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../language.js';
import { asRefusal } from '../refusal.js';
import { useSession, useTools } from '../tools.js';
import { actionName } from './action-name.js';
import { formPurpose } from './field-words.js';
import { FormFields } from './form-fields.js';
import type { InputOperation } from './input-operation.js';
import { KeptDraftsNote, useKeptDrafts } from './kept-drafts.js';
import { SignInAgain } from './sign-in-again.js';
import { typedIn } from './typed-in.js';

export interface ActionFormProps<Answer> {
  readonly form: MutationForm;
  readonly operation: InputOperation<Answer>;
  /** What the page knows: ids, the version it shows, the digest. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The field that holds the items, where the mutation is for many and this is one of them. */
  readonly among?: string | undefined;
  /** Names the draft: what the form is about. */
  readonly about: string;
  readonly start?: Readonly<Record<string, unknown>>;
  readonly unitId?: string | undefined;
  /** What is typed is not left on the machine when the tab is closed. */
  readonly isConfidential?: boolean;
  /** Takes the keyboard when it appears. */
  readonly focuses?: boolean;
  /** Above the fields. */
  readonly children?: ReactNode;
  /** Somebody else was faster: fetch what there is now. */
  onConflict?(): void;
  onDone(answer: Answer): void;
}

interface BatchAnswer {
  readonly results?: readonly {
    readonly refusal: {
      readonly code: string;
      readonly field: string | null;
      readonly messageZh: string;
      readonly messageEn: string;
    } | null;
  }[];
}

/** One of many has a result of its own, which may be a refusal. */
const throwWhereRefused = (data: unknown): void => {
  const [answer] = Object.values(data as Readonly<Record<string, BatchAnswer>>);
  const refusal = answer?.results?.[0]?.refusal;
  if (refusal == null) return;
  const { code, field, messageZh, messageEn } = refusal;
  throw new Refusal(code as RefusalCode, { zh: messageZh, en: messageEn }, { field });
};

/** The field that says how long the form was open, in seconds: counted, never asked for. */
const timed = 'openedSeconds';
const mostSeconds = 86_400;

interface Draft {
  readonly requestId: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A form of one mutation, made from its contract. It has one `requestId` until it is done: a double click and a lost answer do nothing
 * twice. What was typed outlives a refusal, a conflict and the tab.
 */
export const ActionForm = <Answer,>({
  form,
  operation,
  known,
  among,
  about,
  start = {},
  unitId,
  isConfidential = false,
  focuses = false,
  children,
  onConflict,
  onDone,
}: ActionFormProps<Answer>) => {
  const { t, say, language } = useSpeech();
  const { client, newRequestId, now, ...tools } = useTools();
  const drafts = isConfidential ? tools.tabDrafts : tools.drafts;
  const [name, explained] = [say(actionName(form)), formPurpose(form, language)];
  const draftName = `${useSession()?.personId ?? ''} ${form.mutation} ${about}`;
  const [draft] = useState(() => drafts.read<Draft>(draftName));
  const requestId = useRef(draft?.requestId ?? newRequestId());
  const underWay = useRef(false);
  const [openedAt] = useState(now);
  const isTimed = form.fields.some(({ name: field }) => field === timed);
  const [fields] = Form.useForm();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focuses) frame.current?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
  }, [focuses]);
  const keep = (): void =>
    drafts.keep(draftName, { requestId: requestId.current, values: fields.getFieldsValue() } satisfies Draft);
  const kept = useKeptDrafts({ form, known, fields, onFilled: keep });
  const send = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setRefusal(null);
    keep();
    try {
      const seconds = Math.min(mostSeconds, Math.max(0, Math.round((now() - openedAt) / 1_000)));
      const own = { ...typedIn(values), ...known, ...(isTimed && { [timed]: seconds }) };
      const input = { ...(among === undefined ? own : { [among]: [own] }), requestId: requestId.current };
      const { data } = await client.ask(operation, { input: input as never });
      if (among !== undefined) throwWhereRefused(data);
      drafts.drop(draftName);
      kept.done();
      requestId.current = newRequestId();
      onDone(data);
    } catch (error) {
      const said = asRefusal(error);
      setRefusal(said);
      // A refused request has left nothing; a conflict may be about another input under the same id.
      if (said.code === 'CONFLICT') {
        requestId.current = newRequestId();
        onConflict?.();
      }
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return (
    // A key that is held decides nothing on what comes next.
    <div
      ref={frame}
      onKeyDownCapture={(event) => {
        const isTyping = event.target instanceof HTMLTextAreaElement && !event.ctrlKey;
        if (event.repeat && event.key === 'Enter' && !isTyping) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
    >
      <Form
        form={fields}
        layout="vertical"
        initialValues={{ ...start, ...draft?.values }}
        onValuesChange={(changed: Readonly<Record<string, unknown>>) => {
          keep();
          kept.changed(changed);
        }}
        onFinish={(values) => void send(values as Readonly<Record<string, unknown>>)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
          // The button under the keyboard would send it a second time.
          event.preventDefault();
          fields.submit();
        }}
        scrollToFirstError
      >
        {explained !== '' && explained !== name && <p className="muted explained">{explained}</p>}
        {draft !== null && Object.keys(draft.values).length > 0 && (
          <Alert type="info" showIcon title={t('已恢复上次没有提交的内容', 'What you typed last time is back')} />
        )}
        {children}
        <KeptDraftsNote {...kept} />
        <FormFields fields={form.fields} known={isTimed ? { ...known, [timed]: 0 } : known} unitId={unitId} />
        {refusal !== null && (
          <Alert
            type="error"
            showIcon
            title={say(refusal.text)}
            description={
              refusal.code === 'CONFLICT'
                ? t(
                    '页面已更新为最新情况，您填写的内容仍在，请核对后再提交。',
                    'The page shows what there is now. What you typed is still here: check it, then send again.',
                  )
                : undefined
            }
          />
        )}
        {refusal?.rule === 'countersign.sign-in' && <SignInAgain key={requestId.current} />}
        <Button type="primary" htmlType="submit" loading={isBusy} className="submit">
          {name}
        </Button>
      </Form>
    </div>
  );
};
