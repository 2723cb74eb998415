import { proxyDocumentText, proxyRelationText, satisfactionText, slotFormText, slotNameText } from '@daqidi/app-kit';
import { useSpeech } from '../language.js';
import { Attachments } from './attachments.js';
import type { Entry } from './case.js';

/** The four who sign, in their order. */
export const Slots = ({ appealId, slots }: Pick<Entry, 'slots'> & { readonly appealId: string }) => {
  const { t, say, at } = useSpeech();
  return (
    <ol className="slots" aria-label={t('四方会签', 'The four signatures')}>
      {slots.map(({ name, form, by, at: moment, satisfaction, proxy, attachments, openedSeconds }) => (
        <li key={name} data-is={form === null ? 'open' : 'filled'}>
          <strong>{say(slotNameText[name])}</strong>
          <div>{form === null ? t('待签', 'Open') : say(slotFormText[form])}</div>
          {form !== null && (
            <div className="muted">
              {by?.name} {at(moment)}
            </div>
          )}
          {satisfaction !== null && <div>{say(satisfactionText[satisfaction])}</div>}
          {proxy !== null && (
            <div className="muted">
              {say(proxyRelationText[proxy.relation])} · {say(proxyDocumentText[proxy.document])} {proxy.reference}
            </div>
          )}
          <Attachments appealId={appealId} of="OFFICE" files={attachments} />
          {openedSeconds !== null && (
            <div className="muted">{t(`打开 ${openedSeconds} 秒后签署`, `Signed ${openedSeconds} s after opening`)}</div>
          )}
        </li>
      ))}
    </ol>
  );
};
