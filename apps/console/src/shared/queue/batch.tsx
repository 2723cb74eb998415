import { type Refusal, satisfactionText } from '@daqidi/app-kit';
import type { Satisfaction } from '@daqidi/schemas/operations';
import { Alert, Button, Checkbox, Empty } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { InputOperation } from '../form/input-operation.js';
import { SignInAgain } from '../form/sign-in-again.js';
import { useSpeech } from '../language.js';
import { useRefresh } from '../refresh.js';
import { asRefusal } from '../refusal.js';
import { Rows } from '../rows.js';
import { useToggled } from '../toggled.js';
import { useTools } from '../tools.js';

/** One of many: what has to be read before it is decided. */
export interface BatchItem {
  readonly id: string;
  readonly code: string;
  readonly place: string;
  readonly matter: string;
  readonly answer: string;
  readonly satisfaction: Satisfaction | null;
  /** What else shows that the petitioner agreed. */
  readonly shown?: ReactNode;
  readonly expectedVersion: number;
  /** Of the answer as it is shown here. */
  readonly digest: string;
}

interface Result {
  readonly appealId: string;
  readonly refusal: { readonly rule: string | null; readonly messageZh: string; readonly messageEn: string } | null;
}

export interface BatchProps {
  readonly title: string;
  readonly items: readonly BatchItem[];
  readonly operation: InputOperation<unknown>;
  /** What is said of each, besides what it is. */
  readonly says?: Readonly<Record<string, unknown>>;
  resultsOf(answer: unknown): readonly Result[];
  /** What the button says, by how many are chosen. */
  doing(count: number): string;
}

/**
 * Answers given at desks, read one after the other and decided with one request; each has a result of its own. Whatever is to be refused is
 * left out, and decided by itself. A dissatisfied petitioner comes first, and is not chosen beforehand; nor is what comes while somebody
 * reads: only what he has seen is decided.
 */
export const Batch = ({ title, items, operation, says = {}, resultsOf, doing }: BatchProps) => {
  const { t, say } = useSpeech();
  const { client, newRequestId } = useTools();
  const refresh = useRefresh();
  /** Another choice is another request; the same one that is sent again is not. */
  const request = useRef({ of: '', id: '' });
  const isOdd = ({ satisfaction }: BatchItem): boolean => satisfaction === 'DISSATISFIED';
  const [picked, toggle] = useToggled(() => items.filter((item) => !isOdd(item)).map(({ id }) => id));
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Result[]>([]);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const chosen = items.filter(({ id }) => picked.has(id));
  const send = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const of = chosen.map(({ id, expectedVersion, digest }) => ({ appealId: id, expectedVersion, digest, ...says }));
      const sent = JSON.stringify(of);
      if (request.current.of !== sent) request.current = { of: sent, id: newRequestId() };
      const { data } = await client.ask(operation, { input: { requestId: request.current.id, items: of } as never });
      request.current = { of: '', id: '' };
      setRefused(resultsOf(data).filter(({ refusal }) => refusal !== null));
      refresh();
    } catch (error) {
      setFailure(asRefusal(error));
    } finally {
      setBusy(false);
    }
  };
  if (items.length === 0) return <Empty description={t('没有可以集中办理的当场答复', 'No desk answer waits')} />;
  const isStaleSignIn = refused.some(({ refusal }) => refusal?.rule === 'countersign.sign-in');
  const codeOf = (id: string): string => items.find((item) => item.id === id)?.code ?? id;
  return (
    <section className="panel stack" aria-label={title}>
      {failure !== null && <Alert type="error" showIcon title={say(failure.text)} />}
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(`${refused.length} 件未能办理`, `${refused.length} could not be done`)}
          description={
            <ul>
              {refused.map(({ appealId, refusal }) => (
                <li key={appealId}>
                  <Link to={`/cases/${appealId}`}>{codeOf(appealId)}</Link>
                  {': '}
                  {refusal !== null && say({ zh: refusal.messageZh, en: refusal.messageEn })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {isStaleSignIn && <SignInAgain key={refused.map(({ appealId }) => appealId).join(' ')} />}
      <Rows
        label={title}
        rows={items.toSorted((a, b) => Number(isOdd(b)) - Number(isOdd(a)))}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('选择', 'Choose'),
            cell: ({ id, code }) => (
              <Checkbox aria-label={`${t('选择', 'Choose')} ${code}`} checked={picked.has(id)} onChange={() => toggle(id)} />
            ),
          },
          {
            head: t('统一编码', 'Code'),
            cell: ({ id, code, place }) => (
              <>
                <Link to={`/cases/${id}`}>{code}</Link>
                <div className="muted">{place}</div>
              </>
            ),
          },
          { head: t('问题', 'Question'), cell: ({ matter }) => matter },
          { head: t('答复', 'Answer'), cell: ({ answer }) => answer },
          {
            head: t('诉求人', 'Petitioner'),
            cell: ({ satisfaction, shown }) => (
              <>
                {satisfaction && say(satisfactionText[satisfaction])} {shown}
              </>
            ),
          },
        ]}
      />
      <div className="actions">
        <Button type="primary" disabled={chosen.length === 0} loading={isBusy} onClick={() => void send()}>
          {doing(chosen.length)}
        </Button>
      </div>
    </section>
  );
};
