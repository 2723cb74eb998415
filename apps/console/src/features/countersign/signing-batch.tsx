import { CountersignManyDocument, type CountersignManyMutation, ListSigningBatchDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { Batch } from '../../shared/queue/batch.js';
import { Confirmation } from '../../shared/queue/confirmation.js';
import { Loaded } from '../../shared/state.js';

/** As many as the contract takes at once. */
const most = 100;

/** What desks answered, for the signature of one leader. */
export const SigningBatch = () => {
  const { t } = useSpeech();
  const query = useAsk(ListSigningBatchDocument, { first: most });
  return (
    <Loaded query={query}>
      {({ cases }) => (
        <Batch
          title={t('当场答复，集中签署', 'Answered at desks, signed together')}
          operation={CountersignManyDocument as never}
          resultsOf={(answer) => (answer as CountersignManyMutation).countersignMany.results}
          doing={(count) => t(`签署所选 ${count} 件`, `Sign the ${count} chosen`)}
          items={cases.edges.flatMap(({ node: { id, unifiedCode, region, appeal } }) => {
            const { ledgerEntry: entry } = appeal;
            if (entry?.result == null || !entry.actions.some(({ name }) => name === 'countersignMany')) return [];
            const { text, digest } = entry.result;
            const satisfaction = entry.slots.find(({ name }) => name === 'PETITIONER')?.satisfaction ?? null;
            return {
              id,
              code: unifiedCode,
              place: region.name,
              matter: appeal.content ?? '',
              answer: text ?? appeal.deskAnswer?.text ?? '',
              satisfaction,
              shown: appeal.deskAnswer !== null && <Confirmation appealId={id} answer={appeal.deskAnswer} />,
              expectedVersion: entry.version,
              digest,
            };
          })}
        />
      )}
    </Loaded>
  );
};
