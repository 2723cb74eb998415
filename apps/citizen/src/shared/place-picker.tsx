import { ListRegionsDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed } from './parts.js';
import { useScene } from './tools.js';
import { useAsk } from './use-ask.js';

const Choose = ({
  label,
  places,
  value,
  onValue,
}: {
  readonly label: string;
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  onValue(id: string): void;
}) => {
  const { t } = useScene();
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
        <option value="">{t('请选择', 'Choose')}</option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};

/** The village, by its township; a township alone where the village is not known. */
export const PlacePicker = ({ value, onValue }: { readonly value: string; onValue(id: string): void }) => {
  const { t } = useScene();
  const [township, setTownship] = useState('');
  const townships = useAsk(ListRegionsDocument, { level: 'TOWNSHIP' as const, first: 100 });
  const villages = useAsk(ListRegionsDocument, township === '' ? null : { parentId: township, first: 100 });
  return (
    <>
      <Failed refusal={townships.refusal ?? villages.refusal} again={townships.again} />
      <Choose
        label={t('乡镇(街道)', 'Township')}
        places={(townships.data?.regions.edges ?? []).map(({ node }) => node)}
        value={township}
        onValue={(id) => {
          setTownship(id);
          onValue(id);
        }}
      />
      {township !== '' && (
        <Choose
          label={t('村(社区),不清楚可不选', 'Village, if you know it')}
          places={(villages.data?.regions.edges ?? []).map(({ node }) => node)}
          value={value === township ? '' : value}
          onValue={(id) => onValue(id === '' ? township : id)}
        />
      )}
    </>
  );
};
