import { satisfactionText, slotFormText, slotNameText } from '@daqidi/app-kit';
import { useSpeech } from '../language.js';
import type { Entry } from './case.js';

/** The four who sign, in their order. */
export const Slots = ({ slots }: Pick<Entry, 'slots'>) => {
  const { t, say, at } = useSpeech();
  return (
    <ol className="slots" aria-label={t('四方会签', 'The four signatures')}>
      {slots.map(({ name, form, by, at: moment, satisfaction, openedSeconds }) => (
        <li key={name} data-is={form === null ? 'open' : 'filled'}>
          <strong>{say(slotNameText[name])}</strong>
          <div>{form === null ? t('待签', 'Open') : say(slotFormText[form])}</div>
          {form !== null && (
            <div className="muted">
              {by?.name} {at(moment)}
            </div>
          )}
          {satisfaction !== null && <div>{say(satisfactionText[satisfaction])}</div>}
          {openedSeconds !== null && (
            <div className="muted">{t(`打开 ${openedSeconds} 秒后签署`, `Signed ${openedSeconds} s after opening`)}</div>
          )}
        </li>
      ))}
    </ol>
  );
};
