import { requestKindText } from '@daqidi/app-kit';
import { Alert } from 'antd';
import { useSpeech } from '../language.js';
import type { Entry } from './case.js';

type Request = NonNullable<Entry['request']>;
type Speech = Pick<ReturnType<typeof useSpeech>, 't' | 'say'>;

const asks = ({ kind, days, ground, until }: Request, { t, say }: Speech): string => {
  const what = say(requestKindText[kind]);
  if (days !== null) return `${what} ${t(`${days} 个工作日`, `${days} working days`)}`;
  return ground === null ? what : `${what} ${groundName(ground, t)} ${t('至', 'until')} ${until ?? ''}`;
};

type Ground = NonNullable<Request['ground']>;
const groundName = ({ nameZh, nameEn }: Pick<Ground, 'nameZh' | 'nameEn'>, t: Speech['t']): string => t(nameZh, nameEn);

/** Since when and until when the handling waits, and for what. */
export const pauseText = (
  { ground, from, until }: Pick<NonNullable<Entry['pause']>, 'ground' | 'from' | 'until'>,
  t: Speech['t'],
): string => `${ground === null ? '' : groundName(ground, t)} ${from} ${t('至', 'to')} ${until}`;

/** What the unit asks of whoever sent it the case, until that is decided. */
export const OpenRequest = ({ request }: { readonly request: Request }) => {
  const { t, say, at } = useSpeech();
  const { unit, by, askedAt, reason, dueAt } = request;
  return (
    <Alert
      type="info"
      showIcon
      title={`${asks(request, { t, say })}${t('：待决定', ': to be decided')}`}
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
export const requestLine = (request: Request, { t, say }: Speech) => {
  const { unit, reason, granted, answer, decidedBy } = request;
  return {
    who: decidedBy?.name ?? '',
    text: `${asks(request, { t, say })} (${unit.name}): ${reason ?? ''} — ${granted === true ? t('同意', 'granted') : t('不同意', 'refused')}: ${answer ?? ''}`,
  };
};
