import { SearchUnitsDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed, Field } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import type { SubmitDraft } from './draft.js';

/** Characters of a name before units are looked for. */
const enough = 2;

/** Which unit it is about, and since when: whoever was part of it then never learns of the appeal. */
export const AccusedPicker = ({ draft, change }: { readonly draft: SubmitDraft; change(part: Partial<SubmitDraft>): void }) => {
  const { t } = useScene();
  const [name, setName] = useState('');
  const asked = name.trim();
  const { data, refusal } = useAsk(SearchUnitsDocument, asked.length < enough ? null : { name: asked, first: 30 });
  const found = data?.units.edges ?? [];
  return (
    <>
      <Field
        label={t('单位名称(输入两个字以上查找)', 'Name of the unit (two characters or more)')}
        value={name}
        onValue={setName}
      />
      <Failed refusal={refusal} />
      <label class="field">
        {t('反映的单位', 'The unit')}
        <select value={draft.accusedUnitId} onChange={({ currentTarget }) => change({ accusedUnitId: currentTarget.value })}>
          <option value="">{t('请选择', 'Choose')}</option>
          {found.map(({ node }) => (
            <option key={node.id} value={node.id}>
              {node.name}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={t('事情发生的年份(选填)', 'The year in which it began (optional)')}
        value={draft.accusedSince}
        onValue={(year) => change({ accusedSince: year.replaceAll(/\D/g, '').slice(0, 4) })}
      />
    </>
  );
};
