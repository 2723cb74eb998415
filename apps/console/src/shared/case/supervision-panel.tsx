import { clockKindText, deskText, findingText, jointDecisionKindText, orderStatusText, trackNameText } from '@daqidi/app-kit';
import { Button } from 'antd';
import { useState } from 'react';
import { actionName } from '../form/action-name.js';
import { useSpeech } from '../language.js';
import { Due } from '../stage-tag.js';
import type { Case, Order } from './case.js';
import { ActionDrawer } from './case-actions.js';
import { type Offer, orderOffers } from './offers.js';

type Supervision = NonNullable<Case['supervision']>;

const OrderLine = ({ order, it }: { readonly order: Order; readonly it: Case }) => {
  const { t, say, at } = useSpeech();
  const [chosen, setChosen] = useState<Offer | null>(null);
  return (
    <li>
      <strong>
        {order.clock === null
          ? t('重复诉求督办', 'Repeats: order')
          : `${say(clockKindText[order.clock])} ${t('超期督办', 'overdue: order')}`}{' '}
        · {say(orderStatusText[order.status])}
      </strong>
      <div>
        {order.unit?.name} · <Due dueAt={order.dueAt} overdue={order.overdue} />
      </div>
      {order.answer !== null && <p className="text">{`${t('回复：', 'Answer: ')}${order.answer}`}</p>}
      {order.finding !== null && <p className="text">{`${t('督办结论：', 'Finding: ')}${order.finding}`}</p>}
      <div className="muted">{at(order.issuedAt)}</div>
      {orderOffers(order).map((offer) => (
        <Button key={offer.key} onClick={() => setChosen(offer)}>
          {say(actionName(offer.form))}
        </Button>
      ))}
      {chosen !== null && <ActionDrawer offer={chosen} it={it} about={order.id} onClosed={() => setChosen(null)} />}
    </li>
  );
};

const Tracks = ({ dual }: { readonly dual: NonNullable<Supervision['dual']> }) => {
  const { t, say, at } = useSpeech();
  return (
    <>
      <ul className="plain" aria-label={t('双督办', 'Two tracks')}>
        {dual.tracks.map(({ name, desk, inspector, dueAt, overdue, conclusion }) => (
          <li key={name}>
            <strong>{say(trackNameText[name])}</strong> · {say(deskText[desk])} · {inspector?.name ?? t('待领取', 'nobody yet')}
            <div>
              {conclusion === null ? (
                <Due dueAt={dueAt} overdue={overdue} />
              ) : (
                `${say(findingText[conclusion.finding])} · ${conclusion.text ?? ''} · ${at(conclusion.at)}`
              )}
            </div>
          </li>
        ))}
      </ul>
      {dual.asked !== null && (
        <p className="band">
          {t('待会商:', 'Waits for both tracks: ')}
          {say(jointDecisionKindText[dual.asked.kind])} · {at(dual.asked.dueAt)}
        </p>
      )}
    </>
  );
};

/** Orders and tracks, for those who may know of them. */
export const SupervisionPanel = ({ supervision, it }: { readonly supervision: Supervision; readonly it: Case }) => {
  const { t } = useSpeech();
  const { orders, oversight, dual } = supervision;
  if (orders.length === 0 && oversight === null && dual === null) return null;
  return (
    <section className="panel stack" aria-label={t('监督', 'Supervision')}>
      <h2>{t('监督', 'Supervision')}</h2>
      {oversight !== null && (
        <p className="text">
          {t('被反映:', 'Accused: ')}
          {[...oversight.accusedUnits, ...oversight.accusedOfficers].map(({ name }) => name).join('、')} · {oversight.since}
        </p>
      )}
      {dual !== null && <Tracks dual={dual} />}
      <ul className="plain">
        {orders.map((order) => (
          <OrderLine key={order.id} order={order} it={it} />
        ))}
      </ul>
    </section>
  );
};
