import {
  DecideKnowledgeForm,
  ListKnowledgeDocument,
  ListKnowledgeProposalsDocument,
  ProposeKnowledgeDocument,
  ProposeKnowledgeForm,
  SearchKnowledgeDocument,
  type SearchKnowledgeQuery,
} from '@daqidi/schemas/operations';
import { Input } from 'antd';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { OfferButtons } from '../../shared/case/offer-buttons.js';
import { knowledgeOffers } from '../../shared/case/offers.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Loaded } from '../../shared/state.js';

type Entry = SearchKnowledgeQuery['searchKnowledge'][number];

const EntryLine = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useSpeech();
  const { id, question, answer, source, subject, validUntil } = entry;
  return (
    <li>
      <strong>{question}</strong>
      <p className="text">{answer}</p>
      <div className="muted">
        {subject} · {t('依据', 'Source')}: {source} · {t('有效期至', 'until')} {validUntil}
      </div>
      <OfferButtons offers={knowledgeOffers(entry)} about={id} />
    </li>
  );
};

const Entries = ({ label, entries }: { readonly label: string; readonly entries: readonly Entry[] }) => (
  <ul className="plain" aria-label={label}>
    {entries.map((entry) => (
      <EntryLine key={entry.id} entry={entry} />
    ))}
  </ul>
);

const pageSize = 20;

const Found = ({ text }: { readonly text: string }) => {
  const { t } = useSpeech();
  const query = useAsk(SearchKnowledgeDocument, { text });
  return (
    <Loaded
      query={query}
      isEmpty={({ searchKnowledge }) => searchKnowledge.length === 0}
      emptyText={t('没有查到相关问答', 'Nothing like it is known')}
    >
      {({ searchKnowledge }) => <Entries label={t('检索结果', 'Found')} entries={searchKnowledge} />}
    </Loaded>
  );
};

const All = () => {
  const { t } = useSpeech();
  const query = useAsk(ListKnowledgeDocument, { first: pageSize, after: useAfter() });
  return (
    <Loaded
      query={query}
      isEmpty={({ knowledge }) => knowledge.edges.length === 0}
      emptyText={t('知识库还没有内容', 'Nothing is in the knowledge base yet')}
    >
      {({ knowledge }) => (
        <>
          <Entries label={t('知识库', 'Knowledge')} entries={knowledge.edges.map(({ node }) => node)} />
          <Pager total={knowledge.total} isExact={knowledge.totalIsExact} {...knowledge.pageInfo} />
        </>
      )}
    </Loaded>
  );
};

/** What waits for a second person. */
const Proposals = () => {
  const { t } = useSpeech();
  const query = useAsk(ListKnowledgeProposalsDocument, { first: pageSize });
  const title = t('待审核', 'Waits for a second person');
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <Loaded
        query={query}
        isEmpty={({ knowledgeProposals }) => knowledgeProposals.edges.length === 0}
        emptyText={t('没有待审核的条目', 'Nothing waits')}
      >
        {({ knowledgeProposals }) => <Entries label={title} entries={knowledgeProposals.edges.map(({ node }) => node)} />}
      </Loaded>
    </section>
  );
};

/** Questions that have an answer: looked for while somebody asks, proposed by the desk, decided by a second person. */
export const KnowledgePage = () => {
  const { t } = useSpeech();
  const mayDecide = useMayEver(DecideKnowledgeForm);
  const [search, setSearch] = useSearchParams();
  const text = search.get('text') ?? '';
  return (
    <Page
      title={t('知识库', 'Knowledge')}
      aside={
        <FormButton form={ProposeKnowledgeForm} operation={ProposeKnowledgeDocument as never} known={{}} about="knowledge" />
      }
    >
      {mayDecide && <Proposals />}
      <section className="panel stack" aria-label={t('问答', 'Questions and answers')}>
        <Input.Search
          aria-label={t('检索知识库', 'Search the knowledge base')}
          placeholder={t('输入问题中的词语', 'Words of the question')}
          defaultValue={text}
          minLength={2}
          maxLength={200}
          allowClear
          onSearch={(asked) => setSearch(asked.trim().length < 2 ? {} : { text: asked.trim() })}
        />
        {text.length < 2 ? <All /> : <Found text={text} />}
      </section>
    </Page>
  );
};
