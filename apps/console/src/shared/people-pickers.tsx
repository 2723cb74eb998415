import { postRoleText } from '@daqidi/app-kit';
import { type Bilingual, ListOfficersDocument, type ListOfficersQuery, ReadOfficerDocument } from '@daqidi/schemas/operations';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAsk } from './ask.js';
import { type Speech, useSpeech } from './language.js';
import { type Choice, withChosen } from './named-choices.js';

type Found = ListOfficersQuery['officers']['edges'][number]['node'];

/** Two of one name are told apart by where they sit. */
const seatOf = ({ posts }: Pick<Found, 'posts'>, say: Speech['say']): string => {
  const [post] = [...posts.filter(({ validTo }) => validTo === null), ...posts];
  return post === undefined ? '' : ` · ${post.unit.name} ${say(postRoleText[post.role] satisfies Bilingual)}`;
};

/** What subjects that people sign in with look like. */
const subject = /^[\w.:-]{3,64}$/;

interface Asking {
  /** Offered first, before a name is typed. */
  readonly unitId?: string | undefined;
  readonly holding?: 'HANDLER' | undefined;
  /** Those that are chosen already. */
  readonly chosen: readonly string[];
}

/** People in office by part of their name, and anybody by the subject that he signs in with. */
const usePeople = ({ unitId, holding, chosen }: Asking) => {
  const { say } = useSpeech();
  const [typed, search] = useState('');
  const name = useDeferredValue(typed.trim());
  const people = useAsk(ListOfficersDocument, { name: name || null, unitId: unitId ?? null, role: holding ?? null, first: 30 });
  const asked = subject.test(name) ? name : chosen.at(-1);
  const known = useAsk(ReadOfficerDocument, { id: asked ?? '' }, { enabled: asked !== undefined });
  const named = known.data?.data.officer;
  const found = (people.data?.data.officers.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: `${node.name ?? node.id}${seatOf(node, say)}`,
  }));
  const byId: Choice | undefined = named
    ? { value: named.id, label: `${named.name ?? named.id}${seatOf(named, say)}` }
    : undefined;
  return { options: withChosen(found, byId), typed: name, search, isFetching: people.isFetching };
};

interface PersonPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly unitId?: string | undefined;
  readonly holding?: 'HANDLER' | undefined;
  /** Somebody whom nobody has named yet may be meant. */
  readonly takesNew?: boolean;
  onChange?(value: string | undefined): void;
}

/** One person, by name. */
export const PersonPicker = ({ unitId, holding, takesNew = false, ...props }: PersonPickerProps) => {
  const { t } = useSpeech();
  const { options, typed, search, isFetching } = usePeople({ unitId, holding, chosen: props.value ? [props.value] : [] });
  const isNew = takesNew && subject.test(typed) && !options.some(({ value }) => value === typed);
  const asNew = { value: typed, label: t(`新登录标识：${typed}`, `New sign-in name: ${typed}`) };
  const kept = takesNew && props.value ? { value: props.value, label: props.value } : undefined;
  return (
    <Select
      {...props}
      allowClear
      className="wide-select"
      showSearch={{ filterOption: false, onSearch: search }}
      loading={isFetching}
      placeholder={t('输入姓名查找', 'Type a name')}
      options={withChosen(isNew ? [...options, asNew] : options, kept)}
    />
  );
};

/** Several people, by name. */
export const PeoplePicker = (props: { readonly id?: string; readonly value?: string[]; onChange?(value: string[]): void }) => {
  const { t } = useSpeech();
  const { options, search, isFetching } = usePeople({ chosen: props.value ?? [] });
  return (
    <Select
      {...props}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: search }}
      loading={isFetching}
      placeholder={t('输入姓名查找', 'Type a name')}
      options={options}
    />
  );
};
