import type { TypedOperation } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Attach } from '../shared/attach.js';
import { Failed, Field } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import { asRefusal } from '../shared/use-ask.js';

export interface ActProps {
  readonly title: string;
  readonly operation: TypedOperation<unknown, { readonly input: never }>;
  /** What the page knows: the appeal, the version, the digest. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The fields that hold what is typed. */
  readonly texts: readonly {
    readonly name: string;
    readonly label: string;
    readonly optional?: boolean;
    readonly short?: boolean;
  }[];
  /** One of several, that he chooses. */
  readonly choice?: {
    readonly name: string;
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
  /** Whether pictures and files may come with it. */
  readonly attaches?: boolean;
  onDone(): void;
  /** What the page knows is no longer so. */
  onStale(): void;
}

/** That it has arrived: what is shown besides may be of a moment before. */
export const DoneNotice = ({ title }: { readonly title: string | null }) => {
  const { t } = useScene();
  return title === null ? null : (
    <p class="notice" role="status">
      {t(`已收到：${title}`, `Received: ${title}`)}
    </p>
  );
};

/** One thing that a petitioner does about his case: opened by its name, sent once, kept until it has arrived. */
export const Act = ({ title, operation, known, texts, choice, attaches = false, onDone, onStale }: ActProps) => {
  const { tools, t } = useScene();
  const [requestId, setRequestId] = useState(tools.newRequestId);
  const draftName = `${operation.name} of ${String(known.appealId)}`;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(() => tools.drafts.read<Readonly<Record<string, string>>>(draftName) ?? {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly string[]>([]);
  const [hasAll, setHasAll] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ReturnType<typeof asRefusal> | null>(null);
  const send = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    const input = {
      ...known,
      requestId,
      ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')),
      ...(choice && { [choice.name]: chosen }),
      ...(files.length > 0 && { attachments: files }),
    };
    try {
      await tools.client.ask(operation, { input: input as never });
      tools.drafts.drop(draftName);
      setTyped({});
      setChosen(null);
      setFiles([]);
      setRequestId(tools.newRequestId());
      setOpen(false);
      onDone();
    } catch (error) {
      const said = asRefusal(error);
      setRefusal(said);
      // What he typed stays; what it is about is read anew, for him to look at before he sends it again.
      if (said.code === 'CONFLICT') onStale();
    } finally {
      setBusy(false);
    }
  };
  if (!isOpen)
    return (
      <button type="button" class="big" onClick={() => setOpen(true)}>
        {title}
      </button>
    );
  const lacking = [
    ...(choice !== undefined && chosen === null ? [choice.label] : []),
    ...texts.flatMap(({ name, label, optional = false }) => (!optional && (typed[name] ?? '').trim() === '' ? [label] : [])),
  ];
  return (
    <form
      class="act"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{title}</h2>
      {choice && (
        <fieldset>
          <legend>{choice.label}</legend>
          {choice.options.map(({ value, label }) => (
            <label key={value} class="check">
              <input type="radio" name={`${choice.name} ${title}`} checked={chosen === value} onChange={() => setChosen(value)} />{' '}
              {label}
            </label>
          ))}
        </fieldset>
      )}
      {texts.map(({ name, label, short = false }) => (
        <Field
          key={name}
          long={!short}
          label={label}
          value={typed[name] ?? ''}
          onValue={(value) => {
            const next = { ...typed, [name]: value };
            setTyped(next);
            tools.drafts.keep(draftName, next);
          }}
        />
      ))}
      {attaches && (
        <Attach
          shown={async () =>
            typeof known.queryCode === 'string' ? { appealId: String(known.appealId), queryCode: known.queryCode } : null
          }
          onIds={setFiles}
          onComplete={setHasAll}
        />
      )}
      <Failed refusal={refusal} />
      {lacking.length > 0 && (
        <p class="quiet" role="status">
          {t('还需填写：', 'Still needed: ')}
          {lacking.join(t('、', ', '))}
        </p>
      )}
      <button type="submit" class="big primary" disabled={isBusy || !hasAll || lacking.length > 0}>
        {t('提交', 'Send')}
      </button>
      <button
        type="button"
        class="big"
        onClick={() => {
          setOpen(false);
          setFiles([]);
          setHasAll(true);
        }}
      >
        {t('取消', 'Cancel')}
      </button>
    </form>
  );
};
