import { categoryText, outcomeText } from '@daqidi/app-kit';
import { type Bilingual, type Category, ListPublicationsDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Choice, Failed, Page, Waiting } from '../shared/parts.js';
import { PlacePicker } from '../shared/place-picker.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { Suggestions } from './suggestions.js';

const anyCategory: Readonly<Record<Category | '', Bilingual>> = { '': { zh: '全部', en: 'All' }, ...categoryText };

/** What units have told the public of closed matters, by place. */
export const Published = () => {
  const { tools, t, say, at } = useScene();
  const [place, setPlace] = useState(tools.place ?? '');
  const [category, setCategory] = useState<Category | ''>('');
  const [month, setMonth] = useState('');
  const { data, refusal, again } = useAsk(ListPublicationsDocument, {
    regionId: place === '' ? null : place,
    category: category === '' ? null : category,
    month: month === '' ? null : month,
    first: 20,
  });
  return (
    <Page title={t('身边的公示', 'Published nearby')}>
      <PlacePicker value={place} onValue={setPlace} />
      <Choice label={t('类别', 'Category')} value={category} words={anyCategory} onValue={setCategory} />
      <label class="field">
        {t('月份', 'Month')}
        <input type="month" value={month} onInput={({ currentTarget }) => setMonth(currentTarget.value)} />
      </label>
      <Failed refusal={refusal} again={again} />
      {data === null && refusal === null && <Waiting />}
      {data?.publications.edges.length === 0 && <p>{t('这里还没有公示。', 'Nothing is published here yet.')}</p>}
      <ul class="cards">
        {(data?.publications.edges ?? []).map(({ node }) => (
          <li key={node.id}>
            <strong>
              {say(categoryText[node.category])} · {say(outcomeText[node.outcome])}
            </strong>
            <p class="text">{node.text}</p>
            <small>
              {node.unit.name} · {node.region.name} · {at(node.publishedAt)}
            </small>
          </li>
        ))}
      </ul>
      <Suggestions regionId={place} />
    </Page>
  );
};
