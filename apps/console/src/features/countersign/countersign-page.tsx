import { CountersignManyForm, ListSigningQueueDocument } from '@daqidi/schemas/operations';
import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { matterOf } from '../../shared/case/matter.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { WorkQueue } from '../../shared/queue/work-queue.js';
import { Loaded } from '../../shared/state.js';
import { SigningBatch } from './signing-batch.js';

const acts = ['countersign', 'fillPetitionerSlot', 'recordContactAttempt', 'refuseResult'];
/** After an attempt it still waits for the petitioner. */
const parts: ReadonlySet<string> = new Set(['recordContactAttempt']);
const longest = 50;

/** The matter, what was done, what is odd, and the signature on one page. */
const Queue = () => {
  const { t, at } = useSpeech();
  const query = useAsk(ListSigningQueueDocument, { first: longest });
  return (
    <Loaded query={query}>
      {({ cases }) => (
        <WorkQueue
          query={query}
          emptyText={t('没有等您签署的诉求', 'Nothing waits for your signature')}
          acts={acts}
          parts={parts}
          items={cases.edges.map(({ node }) => ({
            id: node.id,
            title: node.unifiedCode,
            matter: matterOf(node.appeal.content),
            about: `${node.region.name} · ${node.unit?.name ?? ''} · ${t('期限', 'due')} ${at(node.dueAt)}`,
          }))}
        />
      )}
    </Loaded>
  );
};

/** What waits for the reader's signature: one by one, and what desks answered together. */
export const CountersignPage = () => {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const isLeader = useMayEver(CountersignManyForm);
  const view = isLeader && search.get('view') === 'together' ? 'together' : 'each';
  return (
    <Page
      title={t('会签', 'Signing')}
      aside={
        isLeader && (
          <Segmented
            value={view}
            onChange={(chosen) => setSearch(chosen === 'each' ? {} : { view: chosen })}
            options={[
              { value: 'each', label: t('逐件签署', 'One by one') },
              { value: 'together', label: t('当场答复集中签署', 'Desk answers together') },
            ]}
          />
        )
      }
    >
      {view === 'each' ? <Queue /> : <SigningBatch />}
    </Page>
  );
};
