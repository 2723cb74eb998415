import { requestKindText } from '@daqidi/app-kit';
import { Alert } from 'antd';
import { useSpeech } from '../language.js';
import type { Entry } from './case.js';

type Request = NonNullable<Entry['request']>;
type Speech = Pick<ReturnType<typeof useSpeech>, 't' | 'say'>;

/** What the unit asks of whoever sent it the case, until that is decided. */
export const OpenRequest = ({ request }: { readonly request: Request }) => {
  const { t, say, at } = useSpeech();
  const { kind, unit, by, askedAt, reason, dueAt } = request;
  return (
    <Alert
      type="info"
      showIcon
      title={`${say(requestKindText[kind])}${t('：待决定', ': to be decided')}`}
      description={
        <>
          <p className="text">{reason}</p>
          <span className="muted">
            {unit.name} {by.name} {at(askedAt)}
            {dueAt === null ? '' : ` · ${t('决定期限', 'due')} ${at(dueAt)}`}
          </span>
        </>
      }
    />
  );
};

/** A line of the records: what was asked, and what was said to it. */
export const requestLine = ({ kind, unit, reason, granted, answer, decidedBy }: Request, { t, say }: Speech) => ({
  who: decidedBy?.name ?? '',
  text: `${say(requestKindText[kind])} (${unit.name}): ${reason ?? ''} — ${granted === true ? t('同意', 'granted') : t('不同意', 'refused')}: ${answer ?? ''}`,
});
