import { DecideDeskAnswersDocument, type DecideDeskAnswersMutation, ListDeskAnswersDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { Batch } from '../../shared/queue/batch.js';
import { Confirmation } from '../../shared/queue/confirmation.js';
import { Loaded } from '../../shared/state.js';

/** As many as the contract takes at once. */
const most = 100;

/** What desks answered and petitioners confirmed, for the panel's daily decision. */
export const DeskAnswers = () => {
  const { t } = useSpeech();
  const query = useAsk(ListDeskAnswersDocument, { first: most });
  return (
    <Loaded query={query}>
      {({ triageQueue }) => (
        <Batch
          title={t('当场答复，集中审定', 'Answered at desks, decided together')}
          operation={DecideDeskAnswersDocument as never}
          says={{ accepts: true }}
          resultsOf={(answer) => (answer as DecideDeskAnswersMutation).decideDeskAnswers.results}
          doing={(count) => t(`审定通过所选 ${count} 件`, `Let the ${count} chosen stand`)}
          items={triageQueue.edges.flatMap(({ node: { id, version, actions, appeal } }) => {
            const { deskAnswer, unifiedCode, content, region } = appeal;
            if (deskAnswer === null || !actions.some(({ name }) => name === 'decideDeskAnswers')) return [];
            const { text, digest, satisfaction } = deskAnswer;
            return {
              id,
              code: unifiedCode,
              place: region.name,
              matter: content ?? '',
              answer: text ?? '',
              satisfaction,
              shown: <Confirmation appealId={id} answer={deskAnswer} />,
              expectedVersion: version,
              digest,
            };
          })}
        />
      )}
    </Loaded>
  );
};
