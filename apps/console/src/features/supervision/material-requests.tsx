import { trackNameText } from '@daqidi/app-kit';
import { AnswerMaterialRequestForm, ListMaterialRequestsDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { OfferButtons } from '../../shared/case/offer-buttons.js';
import { offersOf } from '../../shared/case/offers.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { useMayEver } from '../../shared/me.js';
import { Due } from '../../shared/stage-tag.js';

/** What supervision asks of the reader's unit. No case is named there, and none is opened from here. */
export const MaterialRequests = () => {
  const { t, say } = useSpeech();
  const isAsked = useMayEver(AnswerMaterialRequestForm);
  const query = useAsk(ListMaterialRequestsDocument, { answered: false, first: 20 }, { enabled: isAsked });
  if (!isAsked) return null;
  return (
    <ListSection
      title={t('待提供材料', 'Material that is asked for')}
      query={query}
      rowsOf={({ materialRequests }) => materialRequests.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('提出方', 'Asked by'), cell: ({ askedBy }) => say(trackNameText[askedBy]) },
        { head: t('所需材料', 'What is asked for'), cell: ({ text }) => text },
        { head: t('期限', 'Due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
        {
          head: t('操作', 'Act'),
          cell: ({ id, actions }) => <OfferButtons offers={offersOf(actions, { materialRequestId: id })} about={id} />,
        },
      ]}
    />
  );
};
