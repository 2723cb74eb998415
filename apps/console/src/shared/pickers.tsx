import {
  ListChannelsDocument,
  ListRegionsDocument,
  type ListRegionsQuery,
  ListSubjectsDocument,
  ListTagsDocument,
  ReadRegionDocument,
  ReadUnitDocument,
  SearchUnitsDocument,
} from '@daqidi/schemas/operations';
import { Cascader, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAsk } from './ask.js';
import { useSpeech } from './language.js';
import { withChosen } from './named-choices.js';
import { useTools } from './tools.js';

/** What a form gives to each of its inputs. */
export interface PickerProps {
  readonly id?: string;
  readonly value?: string;
  onChange?(value: string | undefined): void;
}

/** `label` where the form has none for it. */
export const UnitPicker = ({ label, ...props }: PickerProps & { readonly label?: string }) => {
  const [name, setName] = useState('');
  const { data, isFetching } = useAsk(SearchUnitsDocument, { name: useDeferredValue(name), first: 50 });
  const found = (data?.data.units.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name }));
  const isUnknown = props.value !== undefined && !found.some(({ value }) => value === props.value);
  const chosen = useAsk(ReadUnitDocument, { id: props.value ?? '' }, { enabled: isUnknown }).data?.data.unit;
  return (
    <Select
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      {...props}
      allowClear
      showSearch={{ filterOption: false, onSearch: setName }}
      className="wide-select"
      loading={isFetching}
      options={withChosen(found, isUnknown && chosen ? { value: chosen.id, label: chosen.name } : undefined)}
    />
  );
};

export const SubjectPicker = ({ value, onChange, ...props }: PickerProps) => {
  const { data } = useAsk(ListSubjectsDocument, {});
  const levels = new Map<string, { value: string; label: string }[]>();
  for (const { code, level1, level2 } of data?.data.subjects ?? [])
    levels.set(level1, [...(levels.get(level1) ?? []), { value: code, label: level2 }]);
  return (
    <Cascader
      {...props}
      showSearch
      className="wide-select"
      value={value === undefined ? [] : [value.split('/')[0] ?? '', value]}
      onChange={(path) => onChange?.(path?.at(-1))}
      options={[...levels].map(([level1, children]) => ({ value: level1, label: level1, children }))}
    />
  );
};

export const ChannelPicker = (props: PickerProps) => {
  const { language } = useSpeech();
  const { data } = useAsk(ListChannelsDocument, {});
  return (
    <Select
      {...props}
      allowClear
      className="wide-select"
      options={(data?.data.channels ?? []).map(({ code, nameZh, nameEn }) => ({
        value: code,
        label: language === 'zh' ? nameZh : nameEn,
      }))}
    />
  );
};

/** The tags that may be set today. */
export const useTagChoices = () => {
  const { language } = useSpeech();
  const { data } = useAsk(ListTagsDocument, {});
  return (data?.data.tags ?? []).map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
};

export const TagPicker = (props: PickerProps) => (
  <Select {...props} allowClear className="wide-select" options={useTagChoices()} />
);

type Region = ListRegionsQuery['regions']['edges'][number]['node'];

export interface Place {
  readonly value: string;
  readonly label: string;
  readonly isLeaf: boolean;
  children?: Place[];
}

/** Townships, and what is in each once it is opened: villages, and their grids. */
export const usePlaces = (): { readonly places: Place[]; load(place: string): void } => {
  const { client } = useTools();
  const { data } = useAsk(ListRegionsDocument, { level: 'TOWNSHIP' as const, first: 100 });
  const [below, setBelow] = useState<Readonly<Record<string, readonly Region[]>>>({});
  const load = async (place: string): Promise<void> => {
    const answer = await client.ask(ListRegionsDocument, { parentId: place, first: 100 });
    setBelow((before) => ({ ...before, [place]: answer.data.regions.edges.map(({ node }) => node) }));
  };
  const placeOf = ({ id, name, level }: Region): Place => {
    const inside = below[id];
    const isLeaf = level === 'GRID' || inside?.length === 0;
    return { value: id, label: name, isLeaf, ...(inside === undefined || isLeaf ? {} : { children: inside.map(placeOf) }) };
  };
  return { places: (data?.data.regions.edges ?? []).map(({ node }) => placeOf(node)), load: (place) => void load(place) };
};

/** Township, village, grid: each level is fetched when it is opened, and each may be chosen; what is beside them, too. */
export const RegionPicker = ({
  value,
  onChange,
  beside = [],
  label,
  ...props
}: PickerProps & { readonly beside?: readonly Place[]; readonly label?: string }) => {
  const { places, load } = usePlaces();
  const chosen = useAsk(ReadRegionDocument, { id: value ?? '' }, { enabled: value !== undefined }).data?.data.region;
  return (
    <Cascader
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      {...props}
      allowClear
      changeOnSelect
      className="wide-select"
      value={value === undefined ? [] : [value]}
      displayRender={() => chosen?.name ?? value}
      onChange={(path) => onChange?.(path?.at(-1))}
      loadData={(path) => load(String(path.at(-1)?.value))}
      options={[...beside, ...places]}
    />
  );
};

/** What another place may lie in: the district too. */
export const ParentRegionPicker = (props: PickerProps & { readonly label?: string }) => {
  const { data } = useAsk(ListRegionsDocument, { level: 'DISTRICT' as const, first: 1 });
  const district = (data?.data.regions.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name, isLeaf: true }));
  return <RegionPicker {...props} beside={district} />;
};
