import { SearchKnowledgeDocument } from '@daqidi/schemas/operations';
import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { Entries } from './entries.js';

/** Milliseconds for which the typing rests before it is searched for. */
const rest = 600;
/** As much of a text as a search takes. */
const longest = 200;

/** What the knowledge base says to what is being typed: answered before it is asked. */
export const AnsweredBefore = ({ text }: { readonly text: string }) => {
  const { t } = useScene();
  const [rested, setRested] = useState('');
  const typed = [...text.trim()].slice(0, longest).join('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), rest);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useAsk(SearchKnowledgeDocument, rested.length < 2 ? null : { text: rested });
  // A hint that cannot be had keeps nobody from asking.
  const entries = rested.length < 2 ? [] : (data?.searchKnowledge ?? []).slice(0, 3);
  if (entries.length === 0) return null;
  return (
    <section class="notice">
      <h3>{t('也许已有答复', 'It may have been answered')}</h3>
      <Entries entries={entries} />
    </section>
  );
};
