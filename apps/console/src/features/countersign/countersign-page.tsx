import { ListSigningQueueDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { matterOf } from '../../shared/case/matter.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { WorkQueue } from '../../shared/queue/work-queue.js';
import { Loaded } from '../../shared/state.js';

const acts = ['countersign', 'fillPetitionerSlot', 'recordContactAttempt', 'refuseResult'];
/** After an attempt it still waits for the petitioner. */
const parts: ReadonlySet<string> = new Set(['recordContactAttempt']);
const longest = 50;

/** What waits for the reader's signature: the matter, what was done, what is odd, and the signature on one page. */
export const CountersignPage = () => {
  const { t, at } = useSpeech();
  const query = useAsk(ListSigningQueueDocument, { first: longest });
  return (
    <Page title={t('会签', 'Signing')}>
      <Loaded
        query={query}
        isEmpty={({ cases }) => cases.edges.length === 0}
        emptyText={t('没有等您签署的诉求', 'Nothing waits for your signature')}
      >
        {({ cases }) => (
          <WorkQueue
            query={query}
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
    </Page>
  );
};
