import { useScene } from '../shared/tools.js';

interface Entry {
  readonly id: string;
  readonly question: string | null;
  readonly answer: string | null;
  readonly source: string | null;
}

/** Questions that were answered before, each opened by a touch. */
export const Entries = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const { t } = useScene();
  return (
    <>
      {entries.map(({ id, question, answer, source }) => (
        <details key={id}>
          <summary class="said">{question}</summary>
          <p class="text">{answer}</p>
          <small>
            {t('依据:', 'Laid down in: ')}
            <span class="said">{source}</span>
          </small>
        </details>
      ))}
    </>
  );
};
