import { ListKnowledgeDocument, SearchKnowledgeDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed, Field, Page, Waiting } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { Entries } from './entries.js';

/** The knowledge base: the newest entries, or those that fit what is looked for. */
export const Knowledge = () => {
  const { t } = useScene();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const newest = useAsk(ListKnowledgeDocument, text === '' ? { first: 20 } : null);
  const found = useAsk(SearchKnowledgeDocument, text === '' ? null : { text });
  const { refusal, again } = text === '' ? newest : found;
  const entries = text === '' ? newest.data?.knowledge.edges.map(({ node }) => node) : found.data?.searchKnowledge;
  return (
    <Page title={t('常见问题', 'Questions and answers')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setText(typed.trim());
        }}
      >
        <Field label={t('您想问什么', 'What would you like to know?')} value={typed} onValue={setTyped} />
        <button type="submit" class="big primary">
          {t('查找', 'Search')}
        </button>
      </form>
      <Failed refusal={refusal} again={again} />
      {entries === undefined && refusal === null && <Waiting />}
      {entries?.length === 0 && <p>{t('没有找到。可以直接提问。', 'Nothing found. You may ask.')}</p>}
      <Entries entries={entries ?? []} />
    </Page>
  );
};
