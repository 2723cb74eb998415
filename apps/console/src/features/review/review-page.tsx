import { ListTriageQueueDocument, type ListTriageQueueQuery, type TriageStage } from '@daqidi/schemas/operations';
import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { matterOf } from '../../shared/case/matter.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { WorkQueue } from '../../shared/queue/work-queue.js';
import { Loaded } from '../../shared/state.js';
import { DeskAnswers } from './desk-answers.js';

const acts = [
  'decideDeskAnswers',
  'passScreening',
  'dismissAppeal',
  'assessAppeal',
  'recordOpinion',
  'approveVerdict',
  'refuseVerdict',
  'decideContest',
];
/** After an opinion it still waits for the verdict. */
const parts: ReadonlySet<string> = new Set(['recordOpinion']);
const longest = 50;

/** Those that the reader may decide: not what he took in, or reviewed before, himself. */
const decidable = ({ triageQueue }: ListTriageQueueQuery) =>
  triageQueue.edges.filter(({ node }) => node.actions.some(({ name }) => acts.includes(name)));

const Queue = ({ stage }: { readonly stage: TriageStage }) => {
  const { t, at } = useSpeech();
  const query = useAsk(ListTriageQueueDocument, { stage, mine: true, first: longest });
  return (
    <Loaded query={query}>
      {(queue) => (
        <WorkQueue
          query={query}
          emptyText={t('没有待甄别的诉求', 'Nothing waits for your panel')}
          acts={acts}
          parts={parts}
          items={decidable(queue).map(({ node }) => ({
            id: node.id,
            title: node.appeal.unifiedCode,
            matter: matterOf(node.appeal.content),
            about: `${node.appeal.region.name} · ${t('期限', 'due')} ${at(node.dueAt)}`,
          }))}
        />
      )}
    </Loaded>
  );
};

export const ReviewPage = () => {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('stage');
  const stage = asked === 'ASSESSING' || asked === 'CONTESTED' || asked === 'DESK' ? asked : 'SCREENING';
  return (
    <Page
      title={t('甄别', 'Review')}
      aside={
        <Segmented
          value={stage}
          onChange={(chosen) => setSearch({ stage: chosen })}
          options={[
            { value: 'SCREENING', label: t('初审', 'First review') },
            { value: 'DESK', label: t('当场答复', 'Desk answers') },
            { value: 'ASSESSING', label: t('复核', 'Second review') },
            { value: 'CONTESTED', label: t('异议', 'Contested') },
          ]}
        />
      }
    >
      {stage === 'DESK' ? <DeskAnswers /> : <Queue key={stage} stage={stage} />}
    </Page>
  );
};
