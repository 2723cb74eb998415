import { ReadCaseDocument } from '@daqidi/schemas/operations';
import { Alert, App, Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../ask.js';
import type { Case } from '../case/case.js';
import { Content, DeskAnswer, RestrictedBand } from '../case/case-texts.js';
import { EntryPanel } from '../case/entry-panel.js';
import { Oddities } from '../case/oddities.js';
import { offersOn } from '../case/offers.js';
import { ReviewPanel } from '../case/review-panel.js';
import { ActionForm } from '../form/action-form.js';
import { actionName } from '../form/action-name.js';
import { useSpeech } from '../language.js';
import { useRefresh } from '../refresh.js';
import { StageTag } from '../stage-tag.js';
import { Loaded } from '../state.js';

interface QueueCaseProps {
  readonly id: string;
  readonly acts: readonly string[];
  onDecided(id: string, mutation: string): void;
  onNext(): void;
}

/** Who did the last thing that one can see of it. */
const lastActor = ({ triage, ledgerEntry }: Case): string =>
  ledgerEntry?.slots.findLast(({ by }) => by !== null)?.by?.name ??
  ledgerEntry?.handler?.name ??
  triage?.assessment?.reviewer.name ??
  triage?.screening?.reviewer.name ??
  '';

const Decision = ({ it, acts, onDecided, onNext }: Omit<QueueCaseProps, 'id'> & { readonly it: Case }) => {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const offers = offersOn(it).filter(({ form }) => acts.includes(form.mutation));
  const [chosen, setChosen] = useState<string | null>(null);
  const offer = offers.find(({ form }) => form.mutation === chosen) ?? offers[0];
  if (offer === undefined)
    return (
      <Alert
        type="info"
        showIcon
        title={t(`该件已由他人办理 ${lastActor(it)}`, `Somebody else has done this one ${lastActor(it)}`)}
        action={
          <Button size="small" onClick={onNext}>
            {t('下一件', 'Next')}
          </Button>
        }
      />
    );
  return (
    <section className="panel stack" aria-label={t('处理', 'Decide')}>
      {offers.length > 1 && (
        <Segmented
          value={offer.form.mutation}
          onChange={setChosen}
          options={offers.map(({ form }) => ({ value: form.mutation, label: say(actionName(form)) }))}
        />
      )}
      <h2>{say(actionName(offer.form))}</h2>
      <ActionForm
        key={offer.form.mutation}
        form={offer.form}
        operation={offer.operation}
        known={offer.known}
        among={offer.among}
        about={it.id}
        unitId={it.ledgerEntry?.holder.id}
        isConfidential={it.restricted}
        focuses
        onConflict={refresh}
        onDone={() => {
          message.success(t('已提交', 'Sent'));
          refresh();
          onDecided(it.id, offer.form.mutation);
        }}
      />
    </section>
  );
};

/** One case of a queue: what it is about, and the form that decides it. */
export const QueueCase = ({ id, ...rest }: QueueCaseProps) => {
  const { t } = useSpeech();
  const query = useAsk(ReadCaseDocument, { id });
  return (
    <div className="stack">
      <Loaded
        query={query}
        isEmpty={({ appeal }) => appeal === null}
        emptyText={t('没有这件诉求，或您无权查看', 'There is no such case that you may see')}
      >
        {({ appeal: it }) =>
          it !== null && (
            <>
              {it.restricted && <RestrictedBand />}
              <Oddities it={it} />
              <p className="muted">
                <Link to={`/cases/${it.id}`}>{it.unifiedCode}</Link> · {it.region.name} <StageTag stage={it.stage} />
              </p>
              <Content it={it} />
              {it.deskAnswer !== null && <DeskAnswer appealId={it.id} answer={it.deskAnswer} />}
              {it.ledgerEntry !== null && <EntryPanel it={it} entry={it.ledgerEntry} />}
              {it.triage !== null && it.ledgerEntry === null && <ReviewPanel triage={it.triage} />}
              <Decision it={it} {...rest} onDecided={rest.onDecided} />
            </>
          )
        }
      </Loaded>
    </div>
  );
};
