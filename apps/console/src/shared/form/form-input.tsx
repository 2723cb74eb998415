import { choiceText } from '@daqidi/app-kit';
import type { FormField } from '@daqidi/schemas/operations';
import { Input, InputNumber, Radio, Select } from 'antd';
import type { ComponentType } from 'react';
import { CasePicker } from '../case-picker.js';
import { CausePicker, MeasuresPicker, PauseGroundPicker } from '../closing-terms.js';
import { useSpeech } from '../language.js';
import { type ListPickerProps, PeopleGroupsPicker, RegionsPicker, TagsPicker, UnitsPicker } from '../list-pickers.js';
import { PeoplePicker, PersonPicker } from '../people-pickers.js';
import {
  ChannelPicker,
  ParentRegionPicker,
  type PickerProps,
  RegionPicker,
  SubjectPicker,
  TagPicker,
  UnitPicker,
} from '../pickers.js';

export interface InputProps {
  readonly id?: string;
  readonly value?: never;
  onChange?(value: unknown): void;
}

/** Fields that name something of the directory are chosen, not typed. */
const pickers: Readonly<Record<string, ComponentType<PickerProps>>> = {
  unitId: UnitPicker,
  proposedUnitId: UnitPicker,
  parentId: UnitPicker,
  parentRegionId: ParentRegionPicker,
  regionId: RegionPicker,
  subject: SubjectPicker,
  cause: CausePicker,
  pauseGround: PauseGroundPicker,
  channel: ChannelPicker,
  duplicateOfId: CasePicker,
  followsId: CasePicker,
  earlierId: CasePicker,
  appealId: CasePicker,
  tag: TagPicker,
};

const listPickers: Readonly<Record<string, ComponentType<ListPickerProps>>> = {
  unitIds: UnitsPicker,
  successorIds: UnitsPicker,
  successorRegionIds: RegionsPicker,
  helperUnitIds: UnitsPicker,
  measures: MeasuresPicker,
  tags: TagsPicker,
  groups: PeopleGroupsPicker,
  accusedUnitIds: UnitsPicker,
  officerIds: PeoplePicker,
  accusedOfficerIds: PeoplePicker,
};

const DateInput = ({ id, value, onChange }: InputProps) => (
  <input
    id={id}
    type="date"
    className="date"
    value={value ?? ''}
    onChange={({ target }) => onChange?.(target.value === '' ? undefined : target.value)}
  />
);

/** At most so many choices are shown at once. */
const few = 5;

/** The one input for a field of a contract: what it is follows from the field. */
export const FormInput = ({
  field,
  unitId,
  ...given
}: InputProps & { readonly field: FormField; readonly unitId?: string | undefined }) => {
  const { t, say } = useSpeech();
  if (field.kind === 'CHOICE') {
    const options = (field.choices ?? []).map((choice) => ({ value: choice.value, label: say(choiceText(field.of, choice)) }));
    return field.list || options.length > few ? (
      <Select {...given} allowClear mode={field.list ? 'multiple' : undefined} options={options} />
    ) : (
      <Radio.Group {...given} options={options} />
    );
  }
  if (field.kind === 'FLAG')
    return (
      <Radio.Group
        {...given}
        options={[
          { value: true, label: t('是', 'Yes') },
          { value: false, label: t('否', 'No') },
        ]}
      />
    );
  if (field.kind === 'NUMBER') return <InputNumber {...given} precision={0} />;
  if (field.kind === 'DECIMAL') return <InputNumber {...given} />;
  if (field.kind === 'DATE' && !field.list) return <DateInput {...given} />;
  const ListPicker = listPickers[field.name];
  if (ListPicker !== undefined) return <ListPicker {...given} />;
  if (field.list) return <Select {...given} mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，']} />;
  if (field.name === 'handlerId') return <PersonPicker {...given} unitId={unitId} holding="HANDLER" />;
  if (field.name === 'officerId') return <PersonPicker {...given} unitId={unitId} takesNew />;
  const Picker = pickers[field.name];
  if (Picker !== undefined) return <Picker {...given} />;
  return (field.longest ?? 0) > 120 ? (
    <Input.TextArea {...given} rows={4} maxLength={field.longest} showCount />
  ) : (
    <Input {...given} maxLength={field.longest} />
  );
};
