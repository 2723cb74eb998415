import { outcomeText } from '@daqidi/app-kit';
import { ListSuggestionsDocument } from '@daqidi/schemas/operations';
import { Failed } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';

/** What people of a place suggested, as it was answered in public. */
export const Suggestions = ({ regionId }: { readonly regionId: string }) => {
  const { t, say, at } = useScene();
  const { data, refusal, again } = useAsk(ListSuggestionsDocument, { regionId: regionId === '' ? null : regionId, first: 20 });
  return (
    <section>
      <h2>{t('已答复的建议', 'Suggestions that were answered')}</h2>
      <Failed refusal={refusal} again={again} />
      {data?.suggestions.edges.length === 0 && <p>{t('这里还没有。', 'None here yet.')}</p>}
      <ul class="cards">
        {(data?.suggestions.edges ?? []).map(({ node }) => (
          <li key={node.id}>
            <strong>{say(outcomeText[node.outcome])}</strong>
            <p class="text">{node.publicText}</p>
            <small>
              {node.unit.name} · {node.region.name} · {at(node.answeredAt)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};
