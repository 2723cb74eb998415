import { ListClosingTermsDocument, ListPauseGroundsDocument } from '@daqidi/schemas/operations';
import { Cascader, Select } from 'antd';
import { useAsk } from './ask.js';
import { useSpeech } from './language.js';
import type { ListPickerProps } from './list-pickers.js';
import type { PickerProps } from './pickers.js';

const holds = ({ validTo }: { readonly validTo: string | null }): boolean => validTo === null;

/** What a matter came from, by the office's list of two levels. */
export const CausePicker = ({ value, onChange, ...props }: PickerProps) => {
  const { data } = useAsk(ListClosingTermsDocument, {});
  const causes = (data?.data.closingTerms.causes ?? []).filter(holds);
  const options = [...new Set(causes.map(({ level1 }) => level1))].map((level1) => ({
    value: level1,
    label: level1,
    children: causes.filter((each) => each.level1 === level1).map(({ code, level2 }) => ({ value: code, label: level2 })),
  }));
  const chosen = causes.find(({ code }) => code === value);
  return (
    <Cascader
      {...props}
      showSearch
      className="wide-select"
      value={chosen === undefined ? [] : [chosen.level1, chosen.code]}
      onChange={(path) => onChange?.(path?.at(-1))}
      options={options}
    />
  );
};

/** What was done about it. */
export const MeasuresPicker = (props: ListPickerProps) => {
  const { data } = useAsk(ListClosingTermsDocument, {});
  const measures = (data?.data.closingTerms.measures ?? []).filter(holds);
  return (
    <Select
      {...props}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      options={measures.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
};

/** What a handling may wait for, and for how long. */
export const PauseGroundPicker = (props: PickerProps) => {
  const { t } = useSpeech();
  const { data } = useAsk(ListPauseGroundsDocument, {});
  const options = (data?.data.pauseGrounds ?? []).map(({ code, nameZh, nameEn, mostDays }) => ({
    value: code,
    label: `${t(nameZh, nameEn)} (${t(`至多 ${mostDays} 天`, `${mostDays} days at most`)})`,
  }));
  return <Select {...props} className="wide-select" options={options} />;
};
