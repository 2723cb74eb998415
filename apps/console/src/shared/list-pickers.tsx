import { dayOf } from '@daqidi/app-kit';
import { ListPeopleGroupsDocument, SearchUnitsDocument } from '@daqidi/schemas/operations';
import { Cascader, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAsk } from './ask.js';
import { type Place, usePlaces, useTagChoices } from './pickers.js';
import { useTools } from './tools.js';

/** What a form gives to an input of several. */
export interface ListPickerProps {
  readonly id?: string;
  readonly value?: string[];
  onChange?(value: string[]): void;
}

export const UnitsPicker = (props: ListPickerProps) => {
  const [name, setName] = useState('');
  const { data, isFetching } = useAsk(SearchUnitsDocument, { name: useDeferredValue(name), first: 50 });
  return (
    <Select
      {...props}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setName }}
      loading={isFetching}
      options={(data?.data.units.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name }))}
    />
  );
};

/** Several places, each a township or a village. */
export const RegionsPicker = ({ value = [], onChange, ...props }: ListPickerProps) => {
  const { places, load } = usePlaces();
  const pathOf = (id: string): string[] => {
    const within = (place: Place): string[] =>
      place.value === id
        ? [id]
        : (place.children ?? []).map(within).flatMap((path) => (path.length === 0 ? [] : [place.value, ...path]));
    return places.map(within).find((path) => path.length > 0) ?? [id];
  };
  return (
    <Cascader
      {...props}
      multiple
      changeOnSelect
      showCheckedStrategy={Cascader.SHOW_CHILD}
      className="wide-select"
      value={value.map(pathOf)}
      onChange={(paths) => onChange?.(paths.map((path) => String(path.at(-1))))}
      loadData={(path) => load(String(path.at(-1)?.value))}
      options={places}
    />
  );
};

export const TagsPicker = (props: ListPickerProps) => (
  <Select {...props} mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={useTagChoices()} />
);

/** To what people a petitioner says he belongs: those of today's list. */
export const PeopleGroupsPicker = (props: ListPickerProps) => {
  const { data } = useAsk(ListPeopleGroupsDocument, {});
  const { now } = useTools();
  const today = dayOf(new Date(now()).toISOString());
  const holding = (data?.data.peopleGroups ?? []).filter(
    ({ validFrom, validTo }) => validFrom <= today && (validTo === null || today <= validTo),
  );
  return <Select {...props} mode="multiple" options={holding.map(({ code, name }) => ({ value: code, label: name }))} />;
};
