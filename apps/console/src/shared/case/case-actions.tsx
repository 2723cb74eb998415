import { Alert, Button } from 'antd';
import { useState } from 'react';
import { actionName } from '../form/action-name.js';
import { FormDrawer } from '../form/form-drawer.js';
import { useSpeech } from '../language.js';
import type { Case } from './case.js';
import { changesBetween } from './changes.js';
import { type Offer, offersOn } from './offers.js';

const Changes = ({ before, now }: { readonly before: Case; readonly now: Case }) => {
  const { t, say } = useSpeech();
  const changes = changesBetween(before, now);
  if (changes.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('在您填写期间，该件有变化:', 'While you were writing, this changed:')}
      description={
        <ul>
          {changes.map(({ what, before: was, now: is }) => (
            <li key={what.en}>
              {say(what)}: {say(was)} → {say(is)}
            </li>
          ))}
        </ul>
      }
    />
  );
};

/** One action on a case. The case as it was when the form was opened stays beside the case as it is. */
export const ActionDrawer = ({
  offer,
  it,
  about,
  onClosed,
}: {
  readonly offer: Offer;
  readonly it: Case;
  readonly about: string;
  onClosed(): void;
}) => {
  const [seen] = useState(it);
  return (
    <FormDrawer
      form={offer.form}
      operation={offer.operation}
      known={offer.known}
      among={offer.among}
      start={{ tags: it.tags.map(({ code }) => code) }}
      about={about}
      unitId={it.ledgerEntry?.holder.id}
      isConfidential={it.restricted}
      onClosed={onClosed}
    >
      <Changes before={seen} now={it} />
    </FormDrawer>
  );
};

/** All that the reader is offered on this case. */
export const CaseActions = ({ it }: { readonly it: Case }) => {
  const { t, say } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const offers = offersOn(it);
  const offer = offers.find(({ key }) => key === chosen);
  return (
    <section className="panel actions-bar" aria-label={t('可办事项', 'What you can do')}>
      <h2>{t('可办事项', 'What you can do')}</h2>
      <div className="actions">
        {offers.length === 0 && <p className="muted">{t('目前没有您可以办理的事项', 'Nothing for you to do here now')}</p>}
        {offers.map(({ key, form, isFirst }) => (
          <Button key={key} type={isFirst ? 'primary' : 'default'} onClick={() => setChosen(key)}>
            {say(actionName(form))}
          </Button>
        ))}
      </div>
      {offer !== undefined && (
        <ActionDrawer key={offer.key} offer={offer} it={it} about={it.id} onClosed={() => setChosen(null)} />
      )}
    </section>
  );
};
