import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { ActionForm } from '../../shared/form/action-form.js';
import { actionName } from '../../shared/form/action-name.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import type { Case } from './case.js';
import { changesBetween } from './changes.js';
import { type Offer, offersOn } from './offers.js';

/** Copies lag by a moment: what a command did is looked for at once, and once more. */
const lag = 1_200;

/** Marks all that is shown stale. */
export const useRefresh = (): (() => void) => {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries();
    setTimeout(() => void queries.invalidateQueries(), lag);
  };
};

const Changes = ({ before, now }: { readonly before: Case; readonly now: Case }) => {
  const { t, say } = useSpeech();
  const changes = changesBetween(before, now);
  if (changes.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('在您填写期间,该件有变化:', 'While you were writing, this changed:')}
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

/** One action in a drawer, whole on a phone. The case as it was when the form was opened stays beside the case as it is. */
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
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [seen] = useState(it);
  const name = say(actionName(offer.form));
  return (
    <Drawer open onClose={onClosed} title={name} size="min(520px, 100vw)" destroyOnHidden>
      <ActionForm
        form={offer.form}
        operation={offer.operation}
        known={offer.known}
        about={about}
        unitId={it.ledgerEntry?.holder.id}
        onConflict={refresh}
        onDone={() => {
          message.success(t(`已完成:${name}`, `Done: ${name}`));
          refresh();
          onClosed();
        }}
      >
        <Changes before={seen} now={it} />
      </ActionForm>
    </Drawer>
  );
};

/** All that the reader is offered on this case. */
export const CaseActions = ({ it }: { readonly it: Case }) => {
  const { t, say } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const offers = offersOn(it, rolesOf(useMe()));
  const offer = offers.find(({ form }) => form.mutation === chosen);
  return (
    <section className="panel actions-bar" aria-label={t('可办事项', 'What you can do')}>
      <h2>{t('可办事项', 'What you can do')}</h2>
      <div className="actions">
        {offers.length === 0 && <p className="muted">{t('目前没有您可以办理的事项', 'Nothing for you to do here now')}</p>}
        {offers.map(({ form, isFirst }) => (
          <Button key={form.mutation} type={isFirst ? 'primary' : 'default'} onClick={() => setChosen(form.mutation)}>
            {say(actionName(form))}
          </Button>
        ))}
      </div>
      {offer !== undefined && (
        <ActionDrawer key={offer.form.mutation} offer={offer} it={it} about={it.id} onClosed={() => setChosen(null)} />
      )}
    </section>
  );
};
